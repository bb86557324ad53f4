using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Watches one actor from outside of actors.</summary>
internal sealed class DeathWatchPromise(ActorPath path, IInternalActorRef target) : MinimalActorRef
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider => target.Provider;

    /// <summary>Waits for the end of the actor. False: the token was cancelled before.</summary>
    public static async Task<bool> WaitAsync(IInternalActorRef target, Action afterWatch, CancellationToken token)
    {
        var promise = new DeathWatchPromise(target.Provider.TempPath(), target);
        target.SendSystemMessage(new Watch(target, promise));
        afterWatch();
        try
        {
            await promise._terminated.Task.WaitAsync(token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            target.SendSystemMessage(new Unwatch(target, promise));
        }
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is DeathWatchNotification)
        {
            _terminated.TrySetResult();
        }
    }
}
