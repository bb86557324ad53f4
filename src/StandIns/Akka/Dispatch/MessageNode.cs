using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>A message in a mailbox.</summary>
internal sealed class MessageNode(object message, IActorRef? sender)
{
    public readonly object Message = message;

    public readonly IActorRef? Sender = sender;

    /// <summary>The next older message while on the stack of senders, the next younger one once taken off it.</summary>
    public MessageNode? Next;
}
