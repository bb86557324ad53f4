using Akka.Actor.Internal;

namespace Akka.Actor;

public abstract partial class ActorBase
{
    /// <summary>Around <see cref="PreStart"/>, for extensions of the actor system.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Around <see cref="PreRestart"/>, for extensions of the actor system.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message)
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PreRestart(cause, message);
    }

    /// <summary>Around <see cref="PostRestart"/>, for extensions of the actor system.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Around <see cref="PostStop"/>, for extensions of the actor system.</summary>
    public virtual void AroundPostStop()
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PostStop();
    }

    /// <summary>Around the behavior, for extensions of the actor system.</summary>
    /// <returns>False if the message was not handled.</returns>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (message is TimerMessage timer)
        {
            if (DueMessage(timer) is not { } due)
            {
                return true;
            }

            message = due;
        }

        var handled = ReferenceEquals(receive, ActorCell.OwnReceive) ? Receive(message) : receive(message);
        if (!handled)
        {
            Unhandled(message);
        }

        return handled;
    }

    /// <summary>Runs when the actor has been created, before its first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>
    /// Runs in the old instance when the actor is restarted; by default it stops all children and calls PostStop.
    /// </summary>
    /// <param name="reason">Why the actor is restarted.</param>
    /// <param name="message">The message that it failed on, if it failed on one.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Runs in the new instance when the actor has been restarted; by default it calls PreStart.</summary>
    /// <param name="reason">Why the actor was restarted.</param>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Runs when the actor has stopped and its children have terminated.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>What a timer of this instance has to deliver; null if it was cancelled, replaced, or acted on here.</summary>
    private object? DueMessage(TimerMessage timer)
    {
        if (this is not IWithTimers { Timers: TimerScheduler timers } || timers.Accept(timer) is not { } message)
        {
            return null;
        }

        var cell = (ActorCell)Context;
        if (message is IAutoReceivedMessage)
        {
            cell.AutoReceiveMessage(message);
            return null;
        }

        if (this is IActorStash)
        {
            // What a stash takes is the message itself.
            cell.CurrentMessage = message;
        }

        return message;
    }
}
