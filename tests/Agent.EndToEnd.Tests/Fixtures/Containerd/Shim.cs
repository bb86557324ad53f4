using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Containerd;

/// <summary>The process between containerd and the containers of one pod.</summary>
internal sealed record Shim(int ProcessId)
{
    /// <summary>Freezes it: every runtime call about this pod hangs from now on.</summary>
    public Task SuspendAsync() => Suspension.StopAsync(ProcessId);

    public void Resume() => Suspension.Resume(ProcessId);

    public void Kill() => Libc.Kill(ProcessId, Signal.Kill);
}
