using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Removes events that nobody has written again for their lifetime.</summary>
internal sealed class EventExpiry
{
    private readonly ObjectStore _store;
    private readonly Queue<(DateTimeOffset Due, ObjectKey Key, long Version)> _written = new();
    private readonly ResourceDefinition _events = ResourceCatalog.Get(KubernetesResources.Events);

    public EventExpiry(ObjectStore store)
    {
        _store = store;
        store.Changed += (_, after) =>
        {
            if (after?.Definition == _events)
            {
                _written.Enqueue((store.Options.Time.GetUtcNow() + store.Options.EventLifetime, after.Key, after.Version));
            }
        };
    }

    /// <summary>When the next may be due; null: there are no events.</summary>
    public DateTimeOffset? Next => _store.Run<DateTimeOffset?>(() => _written.TryPeek(out var first) ? first.Due : null);

    public void Remove() => _store.Run(() =>
    {
        var now = _store.Options.Time.GetUtcNow();
        while (_written.TryPeek(out var first) && first.Due <= now)
        {
            _written.Dequeue();
            if (_store.Find(_events, first.Key.Namespace, first.Key.Name) is { } found && found.Version == first.Version)
            {
                _store.Remove(found);
            }
        }

        return 0;
    });
}
