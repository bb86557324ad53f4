using Akka.Actor;

namespace Agent.Simulation.Time;

/// <summary>Something that happens at a point of virtual time.</summary>
internal sealed class ScheduledEvent(TimeSpan due, Action action, ICancelable? cancelable)
{
    private bool _cancelled;

    /// <summary>When, since the simulation began.</summary>
    public TimeSpan Due { get; } = due;

    public bool IsCancelled => _cancelled || cancelable is { IsCancellationRequested: true };

    public void Cancel() => _cancelled = true;

    public void Fire() => action();
}
