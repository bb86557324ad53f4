namespace Akka.Actor;

/// <summary>The constructor or PostRestart of the new incarnation threw.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>
    /// The exception for <paramref name="cause"/>, thrown while restarting because of <paramref name="originalCause"/>.
    /// </summary>
    public PostRestartException(IActorRef actor, Exception? cause, Exception? originalCause)
        : base(actor, $"Exception post restart ({originalCause?.GetType().ToString() ?? "null"})", cause)
    {
        OriginalCause = originalCause;
    }

    /// <summary>What the actor was being restarted for.</summary>
    public Exception? OriginalCause { get; }
}
