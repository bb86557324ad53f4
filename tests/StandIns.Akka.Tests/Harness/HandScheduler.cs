using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace StandIns.Akka.Tests.Harness;

/// <summary>A scheduler of an application's own, whose time is moved by hand.</summary>
public sealed class HandScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log), IDisposable
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Entry, (TimeSpan, int)> _entries = new();
    private TimeSpan _now;
    private int _number;

    /// <summary>The configuration that has an actor system use it.</summary>
    public static string Hocon => $"akka.scheduler.implementation = \"{typeof(HandScheduler).AssemblyQualifiedName}\"";

    public override TimeSpan MonotonicClock => _now;

    public override TimeSpan HighResMonotonicClock => _now;

    public bool IsDisposed { get; private set; }

    protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch + _now;

    /// <summary>How much of what is scheduled has not been cancelled.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _entries.UnorderedItems.Count(item => item.Element.Cancelable is not { IsCancellationRequested: true });
            }
        }
    }

    public static HandScheduler Of(ActorSystem system) => (HandScheduler)system.Scheduler;

    /// <summary>Moves the time, and runs on the way what is due, in order.</summary>
    public void Advance(TimeSpan time)
    {
        var until = _now + time;
        while (Take(until) is { } entry)
        {
            _now = entry.Due;
            if (entry.Cancelable is not { IsCancellationRequested: true })
            {
                entry.Action();
                if (entry.Interval > TimeSpan.Zero)
                {
                    Add(entry with { Due = entry.Due + entry.Interval });
                }
            }
        }

        _now = until;
    }

    public void Dispose() => IsDisposed = true;

    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(new Entry(_now + delay, TimeSpan.Zero, () => receiver.Tell(message, sender), cancelable));

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable) =>
        Add(new Entry(_now + initialDelay, interval, () => receiver.Tell(message, sender), cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(new Entry(_now + delay, TimeSpan.Zero, action, cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Add(new Entry(_now + delay, TimeSpan.Zero, action.Run, cancelable));

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(new Entry(_now + initialDelay, interval, action, cancelable));

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(new Entry(_now + initialDelay, interval, action.Run, cancelable));

    private void Add(Entry entry)
    {
        lock (_lock)
        {
            _entries.Enqueue(entry, (entry.Due, _number++));
        }
    }

    private Entry? Take(TimeSpan until)
    {
        lock (_lock)
        {
            return _entries.TryPeek(out var entry, out _) && entry.Due <= until ? _entries.Dequeue() : null;
        }
    }

    private sealed record Entry(TimeSpan Due, TimeSpan Interval, Action Action, ICancelable? Cancelable);
}
