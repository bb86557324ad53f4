using System.Diagnostics.CodeAnalysis;

namespace Agent.Node.Events;

/// <summary>A table that forgets what has not been used for longest.</summary>
/// <typeparam name="TKey">The key; only looked up, never enumerated.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <param name="capacity">Entries at most.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _entries = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    public int Count => _entries.Count;

    /// <summary>Finds an entry, which counts as a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        _order.Remove(node);
        _order.AddLast(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_entries.Remove(key, out var old))
        {
            _order.Remove(old);
        }

        _entries[key] = _order.AddLast((key, value));
        if (_entries.Count > capacity)
        {
            _entries.Remove(_order.First!.Value.Key);
            _order.RemoveFirst();
        }
    }

    /// <summary>Forgets an entry.</summary>
    public void Remove(TKey key)
    {
        if (_entries.Remove(key, out var node))
        {
            _order.Remove(node);
        }
    }
}
