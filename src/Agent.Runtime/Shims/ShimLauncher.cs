using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Processes;
using Agent.Runtime.Specs;

namespace Agent.Runtime.Shims;

/// <summary>Starts shims.</summary>
internal sealed class ShimLauncher : IDisposable
{
    private readonly ChildReaper _reaper;
    private readonly DescriptorPoller _poller;
    private readonly IReadOnlyList<string> _command;
    private readonly string[] _environment;
    private readonly int _nothing = Libc.Check(Libc.OpenRaw("/dev/null", Libc.ORdWr | Libc.OCloExec, 0), "open /dev/null");

    /// <summary>Starts shims as children of the reaper.</summary>
    public ShimLauncher(ChildReaper reaper, DescriptorPoller poller, HostFacts host)
    {
        (_reaper, _poller, _command) = (reaper, poller, host.AgentCommand);

        // execve leaves no chance to clean up, so no diagnostics socket in /tmp; and optimizing is wasted on 50 ms.
        _environment =
        [
            "DOTNET_EnableDiagnostics=0",
            "DOTNET_TieredPGO=0",
            .. host.Environment.Where(pair => pair.Key.StartsWith("DOTNET_ROOT", StringComparison.Ordinal))
                .Select(pair => $"{pair.Key}={pair.Value}"),
        ];
    }

    /// <summary>Starts a shim whose input is empty.</summary>
    /// <param name="spec">What it is to do.</param>
    /// <param name="stdout">Its output.</param>
    /// <param name="stderr">Its error output.</param>
    /// <param name="mountNamespace">The mount namespace to join, or -1.</param>
    /// <exception cref="IOException">It could not be started.</exception>
    public ShimProcess Spawn(ShimSpec spec, int stdout, int stderr, int mountNamespace = -1) =>
        ShimProcess.Spawn(_reaper, _poller, _command, _environment, spec, [_nothing, stdout, stderr], mountNamespace);

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.CloseRaw(_nothing);
}
