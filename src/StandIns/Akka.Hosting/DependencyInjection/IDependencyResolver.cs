using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Finds services, and makes the props of actors whose constructors take services.</summary>
public interface IDependencyResolver
{
    /// <summary>A service, or null if it is not registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    T? GetService<T>();

    /// <summary>A service, or null if it is not registered.</summary>
    /// <param name="type">Its type.</param>
    object? GetService(Type type);

    /// <summary>Props of an actor; constructor parameters that the arguments do not fill come from the services.</summary>
    /// <param name="type">The actor.</param>
    /// <param name="args">Constructor arguments, matched by type.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    Props Props(Type type, params object[] args);

    /// <summary>Props of an actor whose constructor parameters come from the services.</summary>
    /// <param name="type">The actor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    Props Props(Type type);

    /// <summary>Props of an actor; constructor parameters that the arguments do not fill come from the services.</summary>
    /// <typeparam name="T">The actor.</typeparam>
    /// <param name="args">Constructor arguments, matched by type.</param>
    Props Props<T>(params object[] args)
        where T : ActorBase;
}
