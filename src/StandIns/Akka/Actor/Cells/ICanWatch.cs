namespace Akka.Actor;

/// <summary>Watches actors die.</summary>
public interface ICanWatch
{
    /// <summary>Asks to be sent <see cref="Terminated"/> when the actor has terminated, or has already.</summary>
    /// <returns>The actor.</returns>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of one's own in place of <see cref="Terminated"/>.</summary>
    /// <returns>The actor.</returns>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Undoes <see cref="Watch"/>: afterwards no <see cref="Terminated"/> comes, even if it was under way.</summary>
    /// <returns>The actor.</returns>
    IActorRef Unwatch(IActorRef subject);
}
