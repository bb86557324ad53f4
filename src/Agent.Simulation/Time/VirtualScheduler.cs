using System.Globalization;
using Agent.Simulation.Execution;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Agent.Simulation.Time;

/// <summary>
/// The scheduler of a simulated actor system, named in <c>akka.scheduler.implementation</c>: delays pass in virtual time, event
/// by event. An actor system makes its scheduler first, so this makes the <see cref="SimulationLoop"/> that all else of the
/// simulation hangs on; dispatchers find it through their prerequisites, with no static in between.
/// </summary>
public sealed class VirtualScheduler : SchedulerBase, IDisposable
{
    private bool _disposed;

    /// <summary>A scheduler, and the loop, by the section <c>agent.simulation</c> of the configuration.</summary>
    public VirtualScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        Loop = new SimulationLoop(new SimulationOptions
        {
            Seed = scheduler.GetLong("agent.simulation.seed"),
            Start = DateTimeOffset.Parse(scheduler.GetString("agent.simulation.start")!, CultureInfo.InvariantCulture),
            DelayedRuns = scheduler.GetDouble("agent.simulation.delayed-runs"),
            LongestDelay = scheduler.GetTimeSpan("agent.simulation.longest-delay"),
            MaxStepsPerInstant = scheduler.GetLong("agent.simulation.max-steps-per-instant"),
        });
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Loop.Clock.Elapsed;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => Loop.Clock.Elapsed;

    internal SimulationLoop Loop { get; }

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => Loop.Clock.Now;

    /// <summary>Takes nothing more: the actor system has terminated.</summary>
    public void Dispose() => _disposed = true;

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Once(delay, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Repeatedly(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Once(delay, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Once(delay, action.Run, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Repeatedly(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Repeatedly(initialDelay, interval, action.Run, cancelable);

    private void Once(TimeSpan delay, Action action, ICancelable? cancelable)
    {
        if (_disposed)
        {
            throw new SchedulerException("cannot schedule: the actor system has terminated");
        }

        Loop.Clock.Schedule(delay, action, cancelable);
    }

    private void Repeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        Once(initialDelay, Fire, cancelable);

        void Fire()
        {
            // The next one first: the action may cancel it.
            if (!_disposed)
            {
                Loop.Clock.Schedule(interval, Fire, cancelable);
            }

            action();
        }
    }
}
