using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors and what they share: dispatchers, a scheduler, an event stream and settings.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private bool _disposed;

    private protected ActorSystem()
    {
    }

    /// <summary>The settings.</summary>
    public abstract Settings Settings { get; }

    /// <summary>The name.</summary>
    public abstract string Name { get; }

    /// <summary>The event stream.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Where messages end that no actor gets.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>The dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>The scheduler.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>The log.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>Completes when the system has terminated.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Creates and starts a system with the default settings.</summary>
    /// <param name="name">Its name: letters, digits and hyphens, not starting with a hyphen.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>Creates and starts a system with a configuration, on top of the defaults.</summary>
    /// <inheritdoc cref="Create(string)"/>
    public static ActorSystem Create(string name, Config config) => Start(name, config, ActorSystemSetup.Empty);

    /// <summary>Creates and starts a system.</summary>
    /// <inheritdoc cref="Create(string)"/>
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    /// <summary>Creates and starts a system.</summary>
    /// <inheritdoc cref="Create(string)"/>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue ? bootstrap.Value.Config : Util.Option<Config>.None;
        return Start(name, config.HasValue ? config.Value : ConfigurationFactory.Load(), setup);
    }

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor after the message that it is processing.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>
    /// Ends the system: by a coordinated shutdown or, if <c>run-by-actor-system-terminate</c> is off, at once.
    /// </summary>
    public abstract Task Terminate();

    /// <summary>Has an action run after the last actor has terminated; those registered last run first.</summary>
    /// <exception cref="InvalidOperationException">The system has terminated.</exception>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Creates an extension, unless it exists.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>An extension; null if it has not been registered.</summary>
    public abstract object? GetExtension(IExtensionId extensionId);

    /// <summary>An extension; null if it has not been registered.</summary>
    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    /// <summary>Whether an extension has been registered.</summary>
    public abstract bool HasExtension(Type type);

    /// <summary>Whether an extension has been registered.</summary>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>An extension, if it has been registered.</summary>
    public abstract bool TryGetExtension(Type extensionType, out object? extension);

    /// <summary>An extension, if it has been registered.</summary>
    public abstract bool TryGetExtension<T>(out T? extension)
        where T : class, IExtension;

    /// <summary>Ends the system and waits for it.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Terminate().Wait();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the system at once.</summary>
    internal abstract Task FinalTerminate();

    private static ActorSystemImpl Start(string name, Config config, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, config, setup);
        system.Start();
        return system;
    }
}
