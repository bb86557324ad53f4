namespace Akka.Actor;

/// <summary>What else a scheduler can do. An actor had better have itself sent a message.</summary>
public interface IAdvancedScheduler : IActionScheduler
{
}
