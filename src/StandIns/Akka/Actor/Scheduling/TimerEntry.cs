using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>Some work that waits for its time.</summary>
internal sealed class TimerEntry(IRunnable work, TimeSpan interval, ICancelable? cancelable)
{
    public IRunnable Work { get; } = work;

    /// <summary>Zero if the work is done once.</summary>
    public TimeSpan Interval { get; } = interval;

    /// <summary>When it is due, as <see cref="IScheduler"/>'s monotonic clock tells.</summary>
    public TimeSpan Due { get; set; }

    public bool IsCancelled => cancelable is { IsCancellationRequested: true };
}
