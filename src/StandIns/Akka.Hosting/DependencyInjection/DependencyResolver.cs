using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Makes the props of actors whose constructors take services.</summary>
/// <param name="resolver">Where the services come from.</param>
public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    /// <summary>Where the services come from.</summary>
    public IDependencyResolver Resolver { get; } = resolver;

    /// <summary>The resolver of an actor system.</summary>
    /// <param name="actorSystem">The actor system; it was created with a <see cref="DependencyResolverSetup"/>.</param>
    /// <exception cref="Akka.Configuration.ConfigurationException">It was created without one.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) =>
        actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();

    /// <summary>Props of an actor; constructor parameters that the arguments do not fill come from the services.</summary>
    /// <typeparam name="T">The actor.</typeparam>
    /// <param name="args">Constructor arguments, matched by type.</param>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    /// <summary>Props of an actor whose constructor parameters come from the services.</summary>
    /// <typeparam name="T">The actor.</typeparam>
    public Props Props<T>()
        where T : ActorBase => Resolver.Props<T>();

    /// <summary>Props of an actor whose constructor parameters come from the services.</summary>
    /// <param name="type">The actor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props Props(Type type) => Resolver.Props(type);

    /// <summary>Props of an actor; constructor parameters that the arguments do not fill come from the services.</summary>
    /// <param name="type">The actor.</param>
    /// <param name="args">Constructor arguments, matched by type.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}
