using Akka.Actor;

namespace Akka.Event;

/// <summary>As <see cref="DeadLetter"/>, of a message that suppresses it.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    /// <summary>The event about a message.</summary>
    public SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipient);
    }
}
