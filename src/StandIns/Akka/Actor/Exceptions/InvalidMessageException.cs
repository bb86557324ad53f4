namespace Akka.Actor;

/// <summary>A message that cannot be sent: null.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>The exception for a null message.</summary>
    public InvalidMessageException()
        : this("Message is null")
    {
    }

    /// <summary>An exception with a message.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}
