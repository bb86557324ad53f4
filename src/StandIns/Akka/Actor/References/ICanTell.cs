namespace Akka.Actor;

/// <summary>What a message can be sent to.</summary>
public interface ICanTell
{
    /// <summary>Sends a message without waiting for anything.</summary>
    /// <param name="message">The message; not null.</param>
    /// <param name="sender">Whom the receiver sees as the sender; null is nobody.</param>
    void Tell(object message, IActorRef? sender);
}
