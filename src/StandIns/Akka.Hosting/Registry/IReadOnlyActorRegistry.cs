using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Looks up well-known actors by a type that serves as key.</summary>
public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
{
    /// <summary>Looks up an actor.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor; <see cref="ActorRefs.Nobody"/> if there is none.</param>
    /// <returns>Whether the key is registered.</returns>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>Looks up an actor.</summary>
    /// <param name="key">The key.</param>
    /// <param name="actor">The actor; <see cref="ActorRefs.Nobody"/> if there is none.</param>
    /// <returns>Whether the key is registered.</returns>
    bool TryGet(Type key, out IActorRef actor);

    /// <summary>Looks up an actor that must be there.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <exception cref="MissingActorRegistryEntryException">The key is not registered.</exception>
    IActorRef Get<TKey>();

    /// <summary>Waits until the key is registered.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="ct">Ends the wait.</param>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);

    /// <summary>Waits until the key is registered.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IActorRef> GetAsync(Type key, CancellationToken ct = default);
}
