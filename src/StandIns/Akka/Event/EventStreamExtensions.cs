using Akka.Actor;

namespace Akka.Event;

/// <summary>Short forms for <see cref="EventStream"/>.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to a class of events.</summary>
    /// <returns>False if it was subscribed already.</returns>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));
}
