namespace Akka.Actor;

/// <summary>A pattern in an <see cref="ActorSelection"/> is malformed.</summary>
public class IllegalActorNameException : AkkaException
{
    /// <summary>An exception with a message.</summary>
    public IllegalActorNameException(string message)
        : base(message)
    {
    }
}
