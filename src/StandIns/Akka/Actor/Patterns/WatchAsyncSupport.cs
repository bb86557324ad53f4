using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Waits for the end of an actor.</summary>
public static class WatchAsyncSupport
{
    /// <summary>The task is true when the actor has terminated, false if the token was cancelled before.</summary>
    /// <exception cref="InvalidOperationException">The actor cannot be watched.</exception>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        if (target is not IInternalActorRef actor)
        {
            throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        }

        return await DeathWatchPromise.WaitAsync(actor, static () => { }, token).ConfigureAwait(false);
    }
}
