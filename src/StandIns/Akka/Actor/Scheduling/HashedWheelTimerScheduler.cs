using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The default scheduler. What is due fires at the next tick, in the order of the due times. Between ticks nothing runs, and
/// without work there is no tick. (The name is the real one's; here a queue ordered by time takes the place of its wheel.)
/// </summary>
public sealed partial class HashedWheelTimerScheduler : SchedulerBase, IDisposable
{
    private readonly TimeSpan _tick;
    private readonly TimeSpan _shutdownTimeout;

    /// <summary>A scheduler for the actor system that has this configuration and log.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><c>akka.scheduler.tick-duration</c> is less than 10 ms.</exception>
    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        _tick = scheduler.GetTimeSpan("akka.scheduler.tick-duration");
        if (_tick < TimeSpan.FromMilliseconds(10))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scheduler), $"akka.scheduler.tick-duration must be at least 10 ms. It was {_tick.TotalMilliseconds} ms");
        }

        if (scheduler.GetInt("akka.scheduler.ticks-per-wheel") <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(scheduler), "akka.scheduler.ticks-per-wheel must be greater than 0");
        }

        _shutdownTimeout = scheduler.GetTimeSpan("akka.scheduler.shutdown-timeout");
        _timer = new Timer(static state => ((HashedWheelTimerScheduler)state!).Fire(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => TimeSpan.FromTicks(MonotonicTime.Ticks);

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => MonotonicTime.Elapsed;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, new Internal.ScheduledTell(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable) =>
        Add(initialDelay, interval, new Internal.ScheduledTell(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, new ActionRunnable(action), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, new ActionRunnable(action), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action, cancelable);
}
