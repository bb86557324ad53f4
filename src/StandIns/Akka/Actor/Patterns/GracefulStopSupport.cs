using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Stops an actor and waits for its end. It runs on the real clock.</summary>
public static class GracefulStopSupport
{
    /// <summary>
    /// Sends the actor <see cref="PoisonPill"/>; the task is true when it has terminated, false if not in time.
    /// </summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>
    /// Sends the actor a message that makes it stop; the task is true when it has terminated, false if not in time.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor cannot be watched.</exception>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not IInternalActorRef actor)
        {
            throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        }

        using var timer = timeout == TimeSpan.Zero ? new CancellationTokenSource() : new CancellationTokenSource(timeout);
        return await DeathWatchPromise
            .WaitAsync(actor, () => actor.Tell(stopMessage, ActorRefs.NoSender), timer.Token)
            .ConfigureAwait(false);
    }
}
