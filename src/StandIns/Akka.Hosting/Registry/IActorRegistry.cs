using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Well-known actors by a type that serves as key.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Registers an actor.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it may replace another one.</param>
    /// <exception cref="ArgumentNullException">There is no actor.</exception>
    /// <exception cref="DuplicateActorRegistryException">The key is taken.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor if it can.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it may replace another one.</param>
    /// <returns>Whether it is registered now; false without actor and if the key is taken.</returns>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor if it can.</summary>
    /// <param name="key">The key.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it may replace another one.</param>
    /// <returns>Whether it is registered now; false without actor and if the key is taken.</returns>
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
