namespace Akka.Actor;

/// <summary>What an actor fails with when it receives <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>An exception without a message.</summary>
    public ActorKilledException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}
