namespace Akka.Actor;

/// <summary>Makes and finds the references of an actor system. Not for applications.</summary>
public interface IActorRefProvider
{
    /// <summary>The actor above all others.</summary>
    IInternalActorRef RootGuardian { get; }

    /// <summary>The parent of the actors that applications create at the top.</summary>
    LocalActorRef Guardian { get; }

    /// <summary>The parent of the actor system's own actors.</summary>
    LocalActorRef SystemGuardian { get; }

    /// <summary>Where messages end that no actor gets.</summary>
    IActorRef DeadLetters { get; }

    /// <summary>The path of the root.</summary>
    ActorPath RootPath { get; }

    /// <summary>The settings of the actor system.</summary>
    Settings Settings { get; }

    /// <summary>The address of the actor system.</summary>
    Address DefaultAddress { get; }

    /// <summary>The parent of the references that wait for answers.</summary>
    IInternalActorRef TempContainer { get; }

    /// <summary>Completes when all actors have terminated.</summary>
    Task TerminationTask { get; }

    /// <summary>A new path for a reference that waits for an answer.</summary>
    ActorPath TempPath();

    /// <summary>Makes such a reference known.</summary>
    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    /// <summary>Undoes <see cref="RegisterTempActor"/>.</summary>
    void UnregisterTempActor(ActorPath path);

    /// <summary>The reference at a path; one to dead letters if no actor is there.</summary>
    IActorRef ResolveActorRef(string path);

    /// <summary>The reference at a path; one to dead letters if no actor is there.</summary>
    IActorRef ResolveActorRef(ActorPath actorPath);
}
