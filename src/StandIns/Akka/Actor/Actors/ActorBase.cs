using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The base of all actors. Its code runs on one thread at a time; <see cref="Context"/>, <see cref="Self"/> and
/// <see cref="Sender"/> exist only on that thread.
/// </summary>
public abstract partial class ActorBase
{
    private IActorRef? _clearedSelf;
    private SupervisorStrategy? _strategy;

    /// <summary>An actor; only the actor system may create it.</summary>
    /// <exception cref="ActorInitializationException">It was created with new, outside the actor system.</exception>
    protected ActorBase()
    {
        if (InternalCurrentActorCellKeeper.Current is null)
        {
            throw new ActorInitializationException(
                "Do not create actors using 'new', always create them using an ActorContext/System");
        }

        if (this is IWithTimers withTimers)
        {
            withTimers.Timers = new TimerScheduler(Context);
        }
    }

    /// <summary>The surroundings of the actor.</summary>
    /// <exception cref="NotSupportedException">The current thread runs no actor.</exception>
    protected static IActorContext Context
    {
        get
        {
            var cell = InternalCurrentActorCellKeeper.Current ?? throw new NotSupportedException(
                "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

            // As in Akka: an instance that has been replaced has no context.
            return cell.ActorHasBeenCleared ? null! : cell;
        }
    }

    /// <summary>The sender of the current message; dead letters if it has none.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>The reference to this actor.</summary>
    protected IActorRef Self => _clearedSelf ?? Context.Self;

    /// <summary>Decides on the failures of children: that of the props or else of the actor.</summary>
    internal SupervisorStrategy? Strategy
    {
        get => _strategy ??= SupervisorStrategy();
        set => _strategy = value;
    }

    internal bool ReceiveInternal(object message) => Receive(message);

    /// <summary>Called when the instance is complete, before PreStart.</summary>
    internal virtual void Incarnated()
    {
    }

    /// <summary>The instance has been replaced, or has terminated.</summary>
    internal void Clear(IActorRef self) => _clearedSelf = self;

    /// <summary>The instance, although cleared, is used again.</summary>
    internal void Unclear() => _clearedSelf = null;

    /// <summary>The first behavior.</summary>
    /// <returns>False if the message is not known.</returns>
    protected abstract bool Receive(object message);

    /// <summary>What to do when a child fails; by default see <see cref="Actor.SupervisorStrategy.DefaultStrategy"/>.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>
    /// What to do with a message that no behavior knows; by default it is published as <see cref="UnhandledMessage"/>.
    /// </summary>
    /// <exception cref="DeathPactException">The message is <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the current behavior.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behavior on top of the current one.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Goes back to the behavior below the current one. The first behavior always stays.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Sets or, with null, clears the receive timeout.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
