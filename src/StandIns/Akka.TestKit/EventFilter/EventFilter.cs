using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Counts the log events that it matches.</summary>
internal sealed class EventFilter(string description, Predicate<LogEvent> matches)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts the event if it matches, and tells whether it does.</summary>
    public bool Apply(LogEvent log)
    {
        if (!matches(log))
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        return true;
    }

    public override string ToString() => description;

    /// <summary>Tells the listener to apply a filter from now on.</summary>
    public sealed record Mute(EventFilter Filter);

    /// <summary>Tells the listener to no longer apply a filter.</summary>
    public sealed record Unmute(EventFilter Filter);
}
