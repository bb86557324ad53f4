using System.Runtime.InteropServices;

namespace Agent.Hosting;

/// <summary>
/// SIGINT, SIGTERM and SIGHUP as requests: the first asks for an orderly end, the second gives up waiting for it, the third ends
/// the process at once.
/// </summary>
internal sealed class ShutdownSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public ShutdownSignals() => _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken GiveUp => _giveUp.Token;

    /// <summary>The first signal; null before it.</summary>
    public PosixSignal? First { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _giveUp.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                First = context.Signal;
                _stop.Cancel();
                break;
            case 2:
                _giveUp.Cancel();
                break;
            default:
                Environment.Exit(ExitCodes.Failure);
                break;
        }
    }
}
