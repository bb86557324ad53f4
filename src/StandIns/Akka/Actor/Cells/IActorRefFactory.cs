namespace Akka.Actor;

/// <summary>Creates and finds actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Creates a child.</summary>
    /// <param name="props">How to create it.</param>
    /// <param name="name">Its name; null for one that the system makes up.</param>
    /// <exception cref="InvalidActorNameException">The name is malformed, or a child has it.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>The actors at a path.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>The actors at a path, which may have wildcards and may be relative.</summary>
    ActorSelection ActorSelection(string actorPath);
}
