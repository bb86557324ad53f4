namespace Akka.Dispatch;

/// <summary>A queue that takes messages at its head too, which a stash needs.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
}
