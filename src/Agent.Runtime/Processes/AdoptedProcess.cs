using Agent.Runtime.Polling;

namespace Agent.Runtime.Processes;

/// <summary>The end of a process that an earlier runtime started: it is not a child, so it cannot be waited for.</summary>
internal static class AdoptedProcess
{
    private static readonly TimeSpan ParentsTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Completes when the process has ended. Its exit code is known where Linux tells it to others than the parent (6.15).
    /// </summary>
    public static async Task<ExitStatus> WaitAsync(PidHandle handle, DescriptorPoller poller, TimeProvider clock)
    {
        await poller.Watch(handle.Descriptor, () => false).Done;
        var at = clock.GetUtcNow();

        // The code can be read once the parent (init, or whoever adopted it) has waited for it, which is about to happen.
        var started = clock.GetTimestamp();
        do
        {
            if (handle.TryReadExit(at) is { } status)
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), clock);
        }
        while (handle.KnowsExits && clock.GetElapsedTime(started) < ParentsTime);

        return ExitStatus.Unknown(at);
    }
}
