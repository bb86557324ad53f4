using Akka.Dispatch.SysMsg;
using Akka.Event;
using Debug = Akka.Event.Debug;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return WatchFor(subject, null);
    }

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(message);
        return WatchFor(subject, message);
    }

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var watchee = (IInternalActorRef)subject;
        if (_extras?.Watching?.Remove(watchee) is true)
        {
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        }

        _extras?.TerminatedQueued?.Remove(watchee);
        return watchee;
    }

    /// <summary>Notes that a <see cref="Terminated"/> about the actor is in the mailbox and is to be delivered.</summary>
    internal void TerminatedQueuedFor(IActorRef subject, object? customMessage) =>
        (Extras.TerminatedQueued ??= [])[subject] = customMessage;

    private IInternalActorRef WatchFor(IActorRef subject, object? message)
    {
        var watchee = (IInternalActorRef)subject;
        if (!watchee.Equals(_self) && (Extras.Watching ??= []).TryAdd(watchee, message))
        {
            watchee.SendSystemMessage(new Watch(watchee, _self));
        }

        return watchee;
    }

    private void ReceivedTerminated(Terminated terminated)
    {
        // Not there: unwatched since.
        if (_extras?.TerminatedQueued is { } queued && queued.Remove(terminated.ActorRef, out var message))
        {
            ReceiveMessage(message ?? terminated);
        }
    }

    private void WatchedActorTerminated(IActorRef actor, bool existenceConfirmed)
    {
        if (_extras?.Watching is { } watching && watching.Remove(actor, out var message) && !IsTerminating)
        {
            _self.Tell(new Terminated(actor, existenceConfirmed, addressTerminated: false), actor);
            TerminatedQueuedFor(actor, message);
        }

        if (_children?.Find(actor) is { } child && child.Equals(actor))
        {
            HandleChildTerminated(child);
        }
    }

    private void TellWatchersWeDied()
    {
        foreach (var watcher in _extras?.WatchedBy ?? [])
        {
            // The parent has been told already.
            if (!watcher.Equals(_parent))
            {
                ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true));
            }
        }

        _extras?.WatchedBy?.Clear();
    }

    private void UnwatchWatchedActors()
    {
        if (_extras is null)
        {
            return;
        }

        foreach (var watchee in _extras.Watching?.Keys.OfType<IInternalActorRef>() ?? [])
        {
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        }

        _extras.Watching?.Clear();
        _extras.TerminatedQueued?.Clear();
    }

    private void AddWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        var isWatchee = watchee.Equals(_self);
        var isWatcher = watcher.Equals(_self);
        if (isWatchee && !isWatcher)
        {
            if ((Extras.WatchedBy ??= []).Add(watcher))
            {
                LogWatch($"now watched by {watcher}");
            }
        }
        else if (!isWatchee && isWatcher)
        {
            Watch(watchee);
        }
        else
        {
            Publish(new Warning(_self.Path.ToString(), ActorType, $"BUG: illegal Watch({watchee},{watcher} for {_self}"));
        }
    }

    private void RemoveWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        var isWatchee = watchee.Equals(_self);
        var isWatcher = watcher.Equals(_self);
        if (isWatchee && !isWatcher)
        {
            if (_extras?.WatchedBy?.Remove(watcher) is true)
            {
                LogWatch($"no longer watched by {watcher}");
            }
        }
        else if (!isWatchee && isWatcher)
        {
            Unwatch(watchee);
        }
        else
        {
            Publish(new Warning(_self.Path.ToString(), ActorType, $"BUG: illegal Unwatch({watchee},{watcher} for {_self}"));
        }
    }

    private void LogWatch(FormattableString what)
    {
        if (_system.Settings.DebugLifecycle)
        {
            Publish(new Debug(_self.Path.ToString(), ActorType, FormattableString.Invariant(what)));
        }
    }
}
