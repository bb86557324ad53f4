using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash that takes any number of messages.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>
{
}
