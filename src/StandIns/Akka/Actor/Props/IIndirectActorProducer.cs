namespace Akka.Actor;

/// <summary>Makes the instances of an actor. One producer serves all actors of its props.</summary>
public interface IIndirectActorProducer
{
    /// <summary>The class of the actors.</summary>
    Type ActorType { get; }

    /// <summary>Makes an instance: at the start, and at each restart.</summary>
    ActorBase Produce();

    /// <summary>Lets go of an instance that has been replaced or has terminated.</summary>
    void Release(ActorBase actor);
}
