namespace Akka.Actor;

/// <summary>The clock of an actor system: sends messages later, and tells the time.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>What else the scheduler can do.</summary>
    IAdvancedScheduler Advanced { get; }
}
