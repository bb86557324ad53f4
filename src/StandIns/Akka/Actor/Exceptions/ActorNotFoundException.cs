namespace Akka.Actor;

/// <summary>No actor answered where an <see cref="ActorSelection"/> looked.</summary>
public class ActorNotFoundException : AkkaException
{
    /// <summary>An exception without a message.</summary>
    public ActorNotFoundException()
    {
    }

    /// <summary>An exception with a message and, if there is one, its cause.</summary>
    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
