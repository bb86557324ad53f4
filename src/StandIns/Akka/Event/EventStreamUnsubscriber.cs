using Akka.Actor;

namespace Akka.Event;

/// <summary>Unsubscribes actors that have terminated.</summary>
internal sealed class EventStreamUnsubscriber : UntypedActor
{
    private readonly EventStream _stream;

    public EventStreamUnsubscriber(EventStream stream)
    {
        _stream = stream;
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Watch watch:
                Context.Watch(watch.Subscriber);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Subscriber);
                break;
            case Terminated terminated:
                _stream.Unsubscribe(terminated.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    internal sealed record Watch(IActorRef Subscriber) : INoSerializationVerificationNeeded;

    internal sealed record Unwatch(IActorRef Subscriber) : INoSerializationVerificationNeeded;
}
