namespace Agent.ApiServer.Store;

/// <summary>The last changes of a resource, from which watches catch up and lists of the past are made.</summary>
internal sealed class ChangeRing(int capacity)
{
    private readonly List<StoreChange> _ring = [];
    private int _first;

    /// <summary>Changes up to this version are forgotten.</summary>
    public long Forgotten { get; private set; }

    public int Count => _ring.Count;

    private StoreChange this[int index] => _ring[(_first + index) % _ring.Count];

    public void Add(StoreChange change)
    {
        if (_ring.Count < capacity)
        {
            _ring.Add(change);
            return;
        }

        Forgotten = _ring[_first].Version;
        _ring[_first] = change;
        _first = (_first + 1) % capacity;
    }

    /// <summary>Forgets everything up to a version, as when the changes before a restart are not at hand.</summary>
    public void Forget(long version)
    {
        _ring.Clear();
        _first = 0;
        Forgotten = version;
    }

    /// <summary>The changes after a version, the oldest first.</summary>
    public IEnumerable<StoreChange> After(long version)
    {
        var (low, high) = (0, _ring.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].Version > version)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        for (var i = low; i < _ring.Count; i++)
        {
            yield return this[i];
        }
    }
}
