namespace Akka.Actor;

/// <summary>An actor with timers.</summary>
public interface IWithTimers
{
    /// <summary>The timers; set by the actor system before the constructor.</summary>
    ITimerScheduler Timers { get; set; }
}
