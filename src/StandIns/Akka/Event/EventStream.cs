using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Event;

/// <summary>The event bus of an actor system. A subscriber that terminates is unsubscribed.</summary>
public class EventStream : LoggingBus
{
    private static int _unsubscriberNumber;

    private readonly bool _debug;
    private readonly Lock _startLock = new();

    /// <summary>Who subscribed before the unsubscriber was there.</summary>
    private readonly List<IActorRef> _early = [];

    private volatile IActorRef? _unsubscriber;

    /// <summary>An event stream.</summary>
    /// <param name="debug">Whether subscriptions are logged.</param>
    public EventStream(bool debug)
    {
        _debug = debug;
    }

    /// <inheritdoc/>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        WatchSubscriber(subscriber);
        var isNew = base.Subscribe(subscriber, channel);
        Log($"subscribing {subscriber} to channel {channel}");
        return isNew;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        Log($"unsubscribing {subscriber} from channel {channel}");
        return Unwatched(subscriber, base.Unsubscribe(subscriber, channel));
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Log($"unsubscribing {subscriber} from all channels");
        return Unwatched(subscriber, base.Unsubscribe(subscriber));
    }

    internal void StartUnsubscriber(ActorSystemImpl system)
    {
        var number = Interlocked.Increment(ref _unsubscriberNumber);
        var props = Props.Create<EventStreamUnsubscriber>(this).WithDispatcher(Dispatchers.InternalDispatcherId);
        lock (_startLock)
        {
            _unsubscriber = system.SystemActorOf(props, $"EventStreamUnsubscriber-{number}");
            foreach (var subscriber in _early)
            {
                _unsubscriber.Tell(new EventStreamUnsubscriber.Watch(subscriber));
            }

            _early.Clear();
        }
    }

    private void WatchSubscriber(IActorRef subscriber)
    {
        if (subscriber is MinimalLogger)
        {
            return;
        }

        lock (_startLock)
        {
            if (_unsubscriber is null)
            {
                _early.Add(subscriber);
                return;
            }
        }

        _unsubscriber.Tell(new EventStreamUnsubscriber.Watch(subscriber));
    }

    private bool Unwatched(IActorRef subscriber, bool changed)
    {
        if (changed && subscriber is not MinimalLogger && !HasSubscriptions(subscriber))
        {
            _unsubscriber?.Tell(new EventStreamUnsubscriber.Unwatch(subscriber));
        }

        return changed;
    }

    private void Log(FormattableString text)
    {
        if (_debug)
        {
            Publish(new Debug(nameof(EventStream), GetType(), FormattableString.Invariant(text)));
        }
    }
}
