namespace Akka.Actor;

/// <summary>No answer to an <see cref="Futures">Ask</see> came in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>An exception with a message.</summary>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
