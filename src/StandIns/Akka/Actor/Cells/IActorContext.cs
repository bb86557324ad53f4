using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor sees of its surroundings. Only to be used while the actor processes a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor.</summary>
    IActorRef Self { get; }

    /// <summary>How the actor was created.</summary>
    Props Props { get; }

    /// <summary>The sender of the current message; dead letters if it has none.</summary>
    IActorRef Sender { get; }

    /// <summary>The actor system.</summary>
    ActorSystem System { get; }

    /// <summary>The parent, which is the actor's supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>What runs the actor.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>
    /// After how long without a message the actor is sent <see cref="Akka.Actor.ReceiveTimeout"/>; null for never.
    /// </summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the current behavior.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behavior on top of the current one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behavior below the current one. The first behavior always stays.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name; <see cref="Nobody"/> if there is none.</summary>
    IActorRef Child(string name);

    /// <summary>The children, including those that are being stopped.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sets or, with null, clears the receive timeout.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops an actor, this one or a child, after the message that it is processing.</summary>
    void Stop(IActorRef child);
}
