using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that was not delivered, because its recipient has terminated or never existed.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>The event about a message.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipient);
    }
}
