namespace Akka.Actor;

/// <summary>An operation that the actor's state does not allow, such as stashing one message twice.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>An exception with a message.</summary>
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}
