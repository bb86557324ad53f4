namespace Agent.Node.Status;

/// <summary>Pods whose status waits to be sent: the most urgent first, among equals the one that waits longest.</summary>
internal sealed class StatusQueue
{
    private readonly SortedSet<(StatusUrgency Urgency, long Number, string Uid)> _order = [];
    private readonly Dictionary<string, (StatusUrgency Urgency, long Number, string Uid)> _places = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Pods that wait.</summary>
    public int Count => _order.Count;

    /// <summary>Whether a pod waits.</summary>
    public bool Contains(string uid) => _places.ContainsKey(uid);

    /// <summary>Adds a pod; one that waits already keeps its place, or moves forward to a more urgent one.</summary>
    public void Add(string uid, StatusUrgency urgency)
    {
        if (_places.TryGetValue(uid, out var place))
        {
            if (place.Urgency <= urgency)
            {
                return;
            }

            _order.Remove(place);
        }

        place = (urgency, ++_number, uid);
        _places[uid] = place;
        _order.Add(place);
    }

    /// <summary>Takes the first; null: none waits.</summary>
    public string? Take()
    {
        if (_order.Count == 0)
        {
            return null;
        }

        var first = _order.Min;
        Remove(first.Uid);
        return first.Uid;
    }

    /// <summary>Takes a pod out.</summary>
    public void Remove(string uid)
    {
        if (_places.Remove(uid, out var place))
        {
            _order.Remove(place);
        }
    }
}
