namespace Grpc.Net.Wire;

/// <summary>Timers that measure a deadline of the wall clock.</summary>
internal static class DeadlineTimer
{
    // Timers count whole milliseconds: aimed at the next one, a timer does not fire before the deadline, to be set again.
    // Not later than that: the server watches the deadline too, and its status should not come first.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(1);

    // The longest due time of System.Threading.Timer.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Creates a timer that is not set yet.</summary>
    public static Timer Create(TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return new Timer(callback, state, Timeout.Infinite, Timeout.Infinite);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return new Timer(callback, state, Timeout.Infinite, Timeout.Infinite);
        }
    }

    /// <summary>Whether the deadline has passed; if it has not, sets the timer to when it will have.</summary>
    public static bool HasPassed(DateTime deadline, Timer timer)
    {
        var remaining = deadline - DateTime.UtcNow;
        if (remaining <= TimeSpan.Zero)
        {
            return true;
        }

        timer.Change(DueTime(remaining), Timeout.InfiniteTimeSpan);
        return false;
    }

    private static TimeSpan DueTime(TimeSpan remaining) => remaining < Longest - Late ? remaining + Late : Longest;
}
