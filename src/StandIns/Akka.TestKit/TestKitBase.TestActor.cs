using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>From now on, messages for which the delegate is true do not reach the queue.</summary>
    /// <param name="shouldIgnoreMessage">Tells which to drop.</param>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new TestActorCommands.SetIgnore(shouldIgnoreMessage));

    /// <summary>From now on, messages of a type for which the delegate is true do not reach the queue.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    /// <param name="shouldIgnoreMessage">Tells which to drop.</param>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    /// <summary>From now on, messages of a type do not reach the queue.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    /// <summary>From now on, all messages reach the queue.</summary>
    public void IgnoreNoMessages() => TestActor.Tell(new TestActorCommands.SetIgnore(null));

    /// <summary>Has the test actor watch an actor; see <see cref="ExpectTerminated"/>. It does when the call returns.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        WatchAsync(actorToWatch).Wait(RemainingOrDefault);
        return actorToWatch;
    }

    /// <summary>Has the test actor watch an actor; see <see cref="ExpectTerminated"/>.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The actor.</returns>
    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await TestActor.Ask(new TestActorCommands.Watch(actorToWatch), RemainingOrDefault);
        return actorToWatch;
    }

    /// <summary>Has the test actor no longer watch an actor. It does not when the call returns.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        UnwatchAsync(actorToUnwatch).Wait(RemainingOrDefault);
        return actorToUnwatch;
    }

    /// <summary>Has the test actor no longer watch an actor.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The actor.</returns>
    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await TestActor.Ask(new TestActorCommands.Unwatch(actorToUnwatch), RemainingOrDefault);
        return actorToUnwatch;
    }
}
