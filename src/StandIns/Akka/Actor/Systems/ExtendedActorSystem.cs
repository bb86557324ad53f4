namespace Akka.Actor;

/// <summary>What extensions see of an actor system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }

    /// <summary>Makes and finds references.</summary>
    public abstract IActorRefProvider Provider { get; }

    /// <summary>The parent of the actors at the top.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>The actor above all others.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>The parent of the actor system's own actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Creates an actor under the system guardian, where it outlives all of the application's.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Creates an actor under the system guardian, where it outlives all of the application's.</summary>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>Ends the system at once, without a coordinated shutdown.</summary>
    public abstract void Abort();
}
