using Akka.Actor;

namespace Akka.Event;

/// <summary>Delivers events to the actors that have subscribed to their class, or a class or interface above it.</summary>
public partial class LoggingBus
{
    private readonly Lock _lock = new();

    /// <summary>The subscriptions. Replaced, never changed.</summary>
    private volatile Subscriptions _subscriptions = Subscriptions.None;

    /// <summary>The lowest level that loggers get.</summary>
    public LogLevel LogLevel { get; private set; }

    /// <summary>Subscribes an actor to a class of events.</summary>
    /// <returns>False if it was subscribed already.</returns>
    public virtual bool Subscribe(IActorRef subscriber, Type classifier) => Change(old => old.With(subscriber, classifier));

    /// <summary>Ends an actor's subscription to a class of events; those to classes above and below it stay.</summary>
    /// <returns>False if it was not subscribed.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber, Type classifier) => Change(old => old.Without(subscriber, classifier));

    /// <summary>Ends all subscriptions of an actor.</summary>
    /// <returns>False if it had none.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber) => Change(old => old.Without(subscriber, null));

    /// <summary>Delivers an event.</summary>
    public void Publish(object @event)
    {
        foreach (var subscriber in _subscriptions.To(@event.GetType()))
        {
            subscriber.Tell(@event);
        }
    }

    /// <summary>Changes what loggers get.</summary>
    public void SetLogLevel(LogLevel logLevel)
    {
        LogLevel = logLevel;
        foreach (var logger in RunningLoggers())
        {
            foreach (var level in Enum.GetValues<LogLevel>())
            {
                if (level >= logLevel)
                {
                    Subscribe(logger, level.ClassFor());
                }
                else
                {
                    Unsubscribe(logger, level.ClassFor());
                }
            }
        }
    }

    private bool Change(Func<Subscriptions, Subscriptions> change)
    {
        lock (_lock)
        {
            var old = _subscriptions;
            _subscriptions = change(old);
            return !ReferenceEquals(old, _subscriptions);
        }
    }
}
