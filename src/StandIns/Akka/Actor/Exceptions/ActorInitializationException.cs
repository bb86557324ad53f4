namespace Akka.Actor;

/// <summary>
/// An actor could not be created: its constructor or PreStart threw, or it was created outside the actor system.
/// </summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>An exception without a message.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public ActorInitializationException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>An exception about one actor.</summary>
    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base(message, cause)
    {
        Actor = actor;
    }

    /// <summary>The actor that could not be created, if it is known.</summary>
    public IActorRef? Actor { get; set; }

    /// <summary>The actor, followed by the exception.</summary>
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
