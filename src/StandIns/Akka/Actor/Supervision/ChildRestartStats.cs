using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>Counts the restarts of a child.</summary>
public sealed class ChildRestartStats
{
    private int _retries;
    private TimeSpan? _windowStart;

    internal ChildRestartStats(IInternalActorRef child)
    {
        Child = child;
    }

    /// <summary>The child.</summary>
    public IInternalActorRef Child { get; }

    /// <summary>Counts one more restart and tells whether it is within the limits.</summary>
    /// <param name="maxNrOfRetries">How many restarts there may be; negative for no limit, 0 for none.</param>
    /// <param name="withinTimeMilliseconds">
    /// Within what time, counted from the first restart of the window; 0 or negative for ever. With a time and no number, one
    /// restart is allowed in that time.
    /// </param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
        {
            return false;
        }

        if (withinTimeMilliseconds > 0)
        {
            return IsWithinWindow(maxNrOfRetries > 0 ? maxNrOfRetries : 1, TimeSpan.FromMilliseconds(withinTimeMilliseconds));
        }

        return maxNrOfRetries < 0 || ++_retries <= maxNrOfRetries;
    }

    private bool IsWithinWindow(int retries, TimeSpan window)
    {
        var now = TimeSpan.FromTicks(MonotonicTime.Ticks);
        _windowStart ??= now;
        if (now - _windowStart <= window)
        {
            return ++_retries <= retries;
        }

        _retries = 1;
        _windowStart = now;
        return true;
    }
}
