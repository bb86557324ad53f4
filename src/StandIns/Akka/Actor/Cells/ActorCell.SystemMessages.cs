using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    /// <summary>How much an actor can do; a system message that it cannot act on yet is stashed.</summary>
    private enum Availability
    {
        Full,

        /// <summary>Suspended: a child's failure must wait.</summary>
        Suspended,

        /// <summary>Between two incarnations: a decision of the supervisor must wait.</summary>
        WaitingForChildren,
    }

    private Availability CurrentAvailability =>
        _children is { IsWaitingForChildren: true } ? Availability.WaitingForChildren
        : Mailbox.IsSuspended ? Availability.Suspended
        : Availability.Full;

    internal void SendSystemMessage(SystemMessage message) => Dispatcher.SystemDispatch(this, message);

    /// <summary>Acts on all system messages there are. Called by the mailbox.</summary>
    internal void ProcessSystemMessages()
    {
        if (_needsCreate)
        {
            _needsCreate = false;
            Guarded(static cell => cell.Create());
        }

        while (!IsTerminated && Mailbox.TakeSystemMessages() is { } messages)
        {
            ProcessSystemMessages(messages);
        }
    }

    private static bool MustWait(SystemMessage message, Availability availability) => availability switch
    {
        Availability.WaitingForChildren => message is Recreate or Suspend or Resume,
        Availability.Suspended => message is Failed,
        _ => false,
    };

    private void ProcessSystemMessages(SystemMessage? messages)
    {
        var availability = CurrentAvailability;
        while (messages is not null)
        {
            var message = messages;
            messages = message.Next;
            message.Next = null;
            if (MustWait(message, availability))
            {
                (Extras.StashedSystemMessages ??= []).Add(message);
            }
            else
            {
                Guarded(message);
            }

            var now = CurrentAvailability;
            if (now < availability)
            {
                messages = UnstashBefore(messages);
            }

            availability = now;
            if (IsTerminated)
            {
                ToDeadLetters(messages, null);
                return;
            }
        }
    }

    private SystemMessage? UnstashBefore(SystemMessage? rest)
    {
        if (_extras?.StashedSystemMessages is { Count: > 0 } stashed)
        {
            for (var i = stashed.Count - 1; i >= 0; i--)
            {
                stashed[i].Next = rest;
                rest = stashed[i];
            }

            stashed.Clear();
        }

        return rest;
    }

    private void Guarded(SystemMessage message)
    {
        try
        {
            Act(message);
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void Guarded(Action<ActorCell> step)
    {
        try
        {
            step(this);
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void Act(SystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                HandleFailed(failed);
                break;
            case DeathWatchNotification death:
                WatchedActorTerminated(death.Actor, death.ExistenceConfirmed);
                break;
            case Watch watch:
                AddWatcher(watch.Watchee, watch.Watcher);
                break;
            case Unwatch unwatch:
                RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                break;
            case Recreate recreate:
                FaultRecreate(recreate.Cause);
                break;
            case Suspend:
                Mailbox.Suspend();
                SuspendChildren(null);
                break;
            case Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case Dispatch.SysMsg.Terminate:
                Terminate();
                break;
            default:
                throw new NotSupportedException($"Unknown message {message.GetType().Name}");
        }
    }
}
