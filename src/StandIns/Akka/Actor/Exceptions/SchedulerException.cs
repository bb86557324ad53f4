namespace Akka.Actor;

/// <summary>The scheduler does not accept work any more.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>An exception with a message.</summary>
    public SchedulerException(string message)
        : base(message)
    {
    }
}
