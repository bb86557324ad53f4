namespace Akka.Actor;

/// <summary>Sending with the sender taken from where the code runs.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends a message from the actor whose code this is; outside of an actor, from nobody.</summary>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Sends a message with the sender of the current one.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSenderOrNoSender());
}
