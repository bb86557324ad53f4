namespace Akka.Dispatch;

/// <summary>A queue without a bound that takes messages at its head too.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics
{
}
