using System.Collections;
using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The registry of an actor system. All members may be called from any thread.</summary>
public class ActorRegistry : IActorRegistry, IExtension
{
    private readonly ConcurrentDictionary<Type, IActorRef> _actors = new();
    private readonly Dictionary<Type, TaskCompletionSource<IActorRef>> _awaited = [];
    private readonly Lock _lock = new();

    /// <summary>The registry of an actor system, created at the first call.</summary>
    /// <param name="actorSystem">The actor system.</param>
    public static ActorRegistry For(ActorSystem actorSystem) =>
        actorSystem.WithExtension<ActorRegistry, ActorRegistryExtension>();

    /// <inheritdoc/>
    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!TryRegister<TKey>(actor, overwrite))
        {
            throw new DuplicateActorRegistryException(
                $"An actor is already registered for {typeof(TKey)}; use another key, or overwrite: true to replace it");
        }
    }

    /// <inheritdoc/>
    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) => TryRegister(typeof(TKey), actor, overwrite);

    /// <inheritdoc/>
    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        if (actor is null)
        {
            return false;
        }

        TaskCompletionSource<IActorRef>? awaited;
        lock (_lock)
        {
            if (!overwrite && _actors.ContainsKey(key))
            {
                return false;
            }

            _actors[key] = actor;
            _awaited.Remove(key, out awaited);
        }

        awaited?.SetResult(actor);
        return true;
    }

    /// <inheritdoc/>
    public bool TryGet<TKey>(out IActorRef actor) => TryGet(typeof(TKey), out actor);

    /// <inheritdoc/>
    public bool TryGet(Type key, out IActorRef actor)
    {
        var found = _actors.TryGetValue(key, out var registered);
        actor = registered ?? ActorRefs.Nobody;
        return found;
    }

    /// <inheritdoc/>
    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException($"No actor is registered for {typeof(TKey)}");

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default)
    {
        lock (_lock)
        {
            if (_actors.TryGetValue(key, out var registered))
            {
                return Task.FromResult(registered);
            }

            if (!_awaited.TryGetValue(key, out var awaited))
            {
                awaited = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited.Add(key, awaited);
            }

            return awaited.Task.WaitAsync(ct);
        }
    }

    /// <summary>The actors with their keys.</summary>
    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator() => _actors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
