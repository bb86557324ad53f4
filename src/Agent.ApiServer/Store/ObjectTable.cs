using Agent.ApiServer.Resources;
using Agent.ApiServer.Watching;

namespace Agent.ApiServer.Store;

/// <summary>The objects of one resource, in the order of lists, with its recent changes and its watchers.</summary>
internal sealed class ObjectTable
{
    private readonly SortedDictionary<string, SortedDictionary<string, StoredObject>> _namespaces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<ObjectKey, StoredObject>>? _byField;
    private readonly string? _indexed;

    public ObjectTable(ResourceDefinition definition, int history)
    {
        Definition = definition;
        History = new ChangeRing(history);
        _indexed = IndexedFields.Of(definition.Resource);
        _byField = _indexed is null ? null : new(StringComparer.Ordinal);
        Watchers = new WatcherIndex(_indexed);
    }

    public ResourceDefinition Definition { get; }

    public ChangeRing History { get; }

    public WatcherIndex Watchers { get; }

    public int Count { get; private set; }

    public StoredObject? Find(ObjectKey key) =>
        _namespaces.TryGetValue(key.Namespace, out var names) && names.TryGetValue(key.Name, out var found) ? found : null;

    /// <summary>The objects that a filter selects, by namespace and name.</summary>
    public IEnumerable<StoredObject> Select(ObjectFilter filter)
    {
        foreach (var candidate in Candidates(filter))
        {
            if (filter.Matches(candidate))
            {
                yield return candidate;
            }
        }
    }

    public void Apply(StoreChange change)
    {
        if (change.Before is { } before)
        {
            Unindex(before);
        }

        if (change.After is { } after)
        {
            Put(after);
        }
        else if (_namespaces.TryGetValue(change.Key.Namespace, out var names) && names.Remove(change.Key.Name))
        {
            Count--;
            if (names.Count == 0)
            {
                _namespaces.Remove(change.Key.Namespace);
            }
        }
    }

    private IEnumerable<StoredObject> Candidates(ObjectFilter filter)
    {
        if (_indexed is not null && filter.Fields?.Exact(_indexed) is { } value)
        {
            return _byField!.TryGetValue(value, out var found) ? found.Values : [];
        }

        if (filter.Namespace is not { } space)
        {
            return _namespaces.Values.SelectMany(names => names.Values);
        }

        if (!_namespaces.TryGetValue(space, out var inNamespace))
        {
            return [];
        }

        return filter.Fields?.Exact("metadata.name") is not { } name ? inNamespace.Values
            : inNamespace.TryGetValue(name, out var one) ? [one]
            : [];
    }

    private void Put(StoredObject value)
    {
        if (!_namespaces.TryGetValue(value.Key.Namespace, out var names))
        {
            names = new SortedDictionary<string, StoredObject>(StringComparer.Ordinal);
            _namespaces.Add(value.Key.Namespace, names);
        }

        Count += names.ContainsKey(value.Key.Name) ? 0 : 1;
        names[value.Key.Name] = value;
        if (_indexed is not null)
        {
            var field = value.Field(_indexed)!;
            if (!_byField!.TryGetValue(field, out var objects))
            {
                objects = [];
                _byField.Add(field, objects);
            }

            objects[value.Key] = value;
        }
    }

    private void Unindex(StoredObject value)
    {
        if (_indexed is not null && _byField!.TryGetValue(value.Field(_indexed)!, out var objects) && objects.Remove(value.Key)
            && objects.Count == 0)
        {
            _byField.Remove(value.Field(_indexed)!);
        }
    }
}
