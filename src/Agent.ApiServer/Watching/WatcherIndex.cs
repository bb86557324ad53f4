using Agent.ApiServer.Store;

namespace Agent.ApiServer.Watching;

/// <summary>
/// The watchers of one resource. Each is in one place only, under the narrowest thing it asks for, so that a change reaches
/// those it may concern without a look at the others.
/// </summary>
internal sealed class WatcherIndex(string? indexedField)
{
    private readonly Dictionary<(Place Place, string Value), List<StoreWatch>> _places = [];

    private enum Place
    {
        All,
        Namespace,
        Name,
        Field,
    }

    public int Count { get; private set; }

    public void Add(StoreWatch watch)
    {
        var place = PlaceOf(watch.Filter);
        if (!_places.TryGetValue(place, out var watches))
        {
            watches = [];
            _places.Add(place, watches);
        }

        watches.Add(watch);
        Count++;
    }

    public void Remove(StoreWatch watch)
    {
        var place = PlaceOf(watch.Filter);
        if (_places.TryGetValue(place, out var watches) && watches.Remove(watch))
        {
            Count--;
            if (watches.Count == 0)
            {
                _places.Remove(place);
            }
        }
    }

    /// <summary>Those whom a change may concern, in an order that depends only on the order of their coming.</summary>
    public void Collect(StoreChange change, List<StoreWatch> found)
    {
        if (Count == 0)
        {
            return;
        }

        Take(found, (Place.All, ""));
        Take(found, (Place.Namespace, change.Key.Namespace));
        Take(found, (Place.Name, change.Key.ToString()));
        if (change.Key.Namespace.Length > 0)
        {
            Take(found, (Place.Name, "/" + change.Key.Name));
        }

        if (indexedField is not null)
        {
            var before = change.Before?.Field(indexedField);
            var after = change.After?.Field(indexedField);
            if (before is not null)
            {
                Take(found, (Place.Field, before));
            }

            if (after is not null && after != before)
            {
                Take(found, (Place.Field, after));
            }
        }
    }

    private void Take(List<StoreWatch> found, (Place Place, string Value) place)
    {
        if (_places.TryGetValue(place, out var watches))
        {
            found.AddRange(watches);
        }
    }

    private (Place Place, string Value) PlaceOf(ObjectFilter filter)
    {
        if (filter.Fields?.Exact("metadata.name") is { } name)
        {
            // A name watched across namespaces has a place of its own; a resource without namespaces has keys without '/'.
            return (Place.Name, filter.Namespace is { } space ? new ObjectKey(space, name).ToString()
                : filter.IsNamespaced ? "/" + name
                : name);
        }

        return indexedField is not null && filter.Fields?.Exact(indexedField) is { } value ? (Place.Field, value)
            : filter.Namespace is { } inNamespace ? (Place.Namespace, inNamespace)
            : (Place.All, "");
    }
}
