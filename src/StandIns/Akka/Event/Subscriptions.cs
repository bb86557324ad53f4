using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Who has subscribed to what, immutable but for a cache of who gets the events of a class.</summary>
internal sealed class Subscriptions
{
    public static readonly Subscriptions None = new([]);

    private readonly ImmutableArray<(IActorRef Subscriber, Type Channel)> _all;
    private readonly ConcurrentDictionary<Type, IActorRef[]> _byClass = [];

    private Subscriptions(ImmutableArray<(IActorRef Subscriber, Type Channel)> all)
    {
        _all = all;
    }

    /// <summary>Whoever gets the events of a class, each once.</summary>
    public IActorRef[] To(Type eventClass) => _byClass.TryGetValue(eventClass, out var subscribers)
        ? subscribers
        : _byClass.GetOrAdd(eventClass, Find);

    public Subscriptions With(IActorRef subscriber, Type channel) =>
        _all.Any(one => one.Channel == channel && one.Subscriber.Equals(subscriber))
            ? this
            : new Subscriptions(_all.Add((subscriber, channel)));

    /// <summary>Without one subscription or, if the channel is null, all of a subscriber.</summary>
    public Subscriptions Without(IActorRef subscriber, Type? channel)
    {
        var rest = _all.RemoveAll(one =>
            (channel is null || one.Channel == channel) && one.Subscriber.Equals(subscriber));
        return rest.Length == _all.Length ? this : new Subscriptions(rest);
    }

    public bool HasAny(IActorRef subscriber) => _all.Any(one => one.Subscriber.Equals(subscriber));

    private IActorRef[] Find(Type eventClass) =>
        [.. _all.Where(one => one.Channel.IsAssignableFrom(eventClass)).Select(one => one.Subscriber).Distinct()];
}
