using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>
/// Keeps the embedded runtime running: one that ends without being asked to, killed say, is started again and goes on with
/// the containers, which do not need it to run.
/// </summary>
internal sealed partial class EmbeddedRuntimeKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly EmbeddedRuntimeOptions _options;
    private readonly ILogger<EmbeddedRuntimeProcess> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _keeping;
    private EmbeddedRuntimeProcess _process;

    private EmbeddedRuntimeKeeper(EmbeddedRuntimeOptions options, EmbeddedRuntimeProcess process, ILogger<EmbeddedRuntimeProcess> log)
    {
        _options = options;
        _process = process;
        _log = log;
        _keeping = KeepAsync(_stop.Token);
    }

    /// <summary>The runtime's CRI endpoint; the same after a restart.</summary>
    public string Endpoint => _process.Endpoint;

    /// <summary>Finds or starts the runtime and keeps it from then on.</summary>
    /// <exception cref="EmbeddedRuntimeException">It ended, did not listen in time, or belongs to somebody else.</exception>
    public static async Task<EmbeddedRuntimeKeeper> StartAsync(
        EmbeddedRuntimeOptions options, ILogger<EmbeddedRuntimeProcess> log, CancellationToken cancellation) =>
        new(options, await EmbeddedRuntimeProcess.StartAsync(options, log, cancellation), log);

    /// <summary>Stops keeping it, and stops it.</summary>
    public async Task StopAsync()
    {
        await DisposeAsync();
        await _process.StopAsync();
    }

    /// <summary>Stops keeping it; it goes on running.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keeping.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        var pause = Period;
        while (true)
        {
            await Task.Delay(pause, cancellation);
            if (SocketPeer.Find(_options.Socket) is not null)
            {
                pause = Period;
                continue;
            }

            LogLost(_process.ProcessId);
            try
            {
                _process = await EmbeddedRuntimeProcess.StartAsync(_options, _log, cancellation);
                pause = Period;
            }
            catch (EmbeddedRuntimeException e)
            {
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                LogRestartFailed(e.Message, pause);
            }
        }
    }

    [LoggerMessage(11, LogLevel.Error, "The embedded runtime, process {ProcessId}, is gone and is started again; its containers go on")]
    private partial void LogLost(int processId);

    [LoggerMessage(12, LogLevel.Error, "The embedded runtime could not be started again, next attempt in {Pause}: {Why}")]
    private partial void LogRestartFailed(string why, TimeSpan pause);
}
