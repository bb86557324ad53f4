namespace Akka.Actor;

/// <summary>PreRestart threw. It is logged and the restart goes on.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>
    /// The exception for <paramref name="restartException"/>, thrown while restarting because of <paramref name="cause"/>.
    /// </summary>
    public PreRestartException(IActorRef actor, Exception? restartException, Exception? cause, object? optionalMessage)
        : base(actor, $"Exception pre restart ({restartException?.GetType().ToString() ?? "null"})", cause)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What PreRestart threw.</summary>
    public Exception? RestartException { get; }

    /// <summary>The message that the actor was processing when it failed, if it was processing one.</summary>
    public object? OptionalMessage { get; }
}
