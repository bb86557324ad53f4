using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time moves only when a test says so. An advance moves to its end first and then does what has become
/// due, so that a repeated schedule happens once per advance, however far it goes, and then counts from the end.
/// </summary>
/// <param name="schedulerConfig">Not used.</param>
/// <param name="log">Not used.</param>
#pragma warning disable CS9113 // The parameters are those that an actor system passes to any scheduler.
public class TestScheduler(Config schedulerConfig, ILoggingAdapter log) : IScheduler, IAdvancedScheduler
#pragma warning restore CS9113
{
    private readonly ConcurrentDictionary<long, ConcurrentQueue<Entry>> _due = new();

    /// <summary>The time that the test has got to; at first the time of day.</summary>
    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>The real time since the process started.</summary>
    public TimeSpan MonotonicClock => TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <summary>The real time since the process started.</summary>
    public TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <summary>This scheduler.</summary>
    public IAdvancedScheduler Advanced => this;

    /// <summary>Moves time on, and does on this thread what has become due, in order.</summary>
    /// <param name="offset">How far.</param>
    public void Advance(TimeSpan offset)
    {
        Now += offset;
        foreach (var time in _due.Keys.Where(time => time <= Now.UtcTicks).Order().ToList())
        {
            var entries = _due[time];
            foreach (var entry in entries.Where(entry => !entry.IsCancelled))
            {
                entry.Run();
            }

            _due.TryRemove(time, out _);
            foreach (var entry in entries.Where(entry => entry.Interval is not null && !entry.IsCancelled))
            {
                Add(entry.Interval!.Value, entry);
            }
        }
    }

    /// <summary>Moves time on to a point.</summary>
    /// <param name="when">The point.</param>
    /// <exception cref="InvalidOperationException">It is in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now)
        {
            throw new InvalidOperationException($"It is {Now:O}, and time does not go back to {when:O}");
        }

        Advance(when - Now);
    }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, new Entry(() => receiver.Tell(message, sender), null, cancelable));

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable) =>
        Add(initialDelay, new Entry(() => receiver.Tell(message, sender), interval, cancelable));

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => Add(delay, new Entry(action, null, null));

    /// <summary>Runs an action once. The reference implementation does not let it be cancelled, nor does this one.</summary>
    /// <param name="delay">When.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancelable">Has no effect.</param>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => ScheduleOnce(delay, action);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(action, interval, cancelable));

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action.Run);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Add(delay, new Entry(action.Run, null, cancelable));

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action.Run, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        ScheduleRepeatedly(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, Entry entry) =>
        _due.GetOrAdd((Now + delay).UtcTicks, _ => new ConcurrentQueue<Entry>()).Enqueue(entry);

    private sealed record Entry(Action Run, TimeSpan? Interval, ICancelable? Cancelable)
    {
        public bool IsCancelled => Cancelable?.IsCancellationRequested == true;
    }
}
