namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>Freezing and thawing a process, to play a server that hangs.</summary>
internal static class Suspension
{
    /// <summary>Sends SIGSTOP and returns when the kernel reports the process stopped.</summary>
    public static async Task StopAsync(int processId)
    {
        Libc.Kill(processId, Signal.Stop);
        await Eventually.TrueAsync(() => ProcessTable.State(processId) is 'T' or null, $"process {processId} stopped");
    }

    /// <summary>Sends SIGCONT.</summary>
    public static void Resume(int processId) => Libc.Kill(processId, Signal.Continue);
}
