using System.Collections.Concurrent;
using System.Security.Cryptography;
using Grpc.Core;

namespace Agent.Runtime.Containers;

/// <summary>Things by their id, found also by the beginning of it, as command-line tools print them.</summary>
/// <param name="kind">What they are, for messages.</param>
internal sealed class IdIndex<T>(string kind)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _items = new();

    /// <summary>All of them, in no order.</summary>
    public ICollection<T> All => _items.Values;

    /// <summary>64 random hexadecimal digits, as containerd's ids.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Adds one.</summary>
    public void Add(string id, T item) => _items[id] = item;

    /// <summary>Removes one; nothing happens if it is not there.</summary>
    public void Remove(string id) => _items.TryRemove(id, out _);

    /// <summary>The one with this id, or the only one whose id begins with it; else null.</summary>
    /// <exception cref="RpcException">Several ids begin with it (InvalidArgument).</exception>
    public T? Find(string id)
    {
        if (_items.TryGetValue(id, out var exact))
        {
            return exact;
        }

        var found = id.Length == 0 ? [] : _items.Where(pair => pair.Key.StartsWith(id, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count switch
        {
            0 => null,
            1 => found[0].Value,
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"several {kind}s have an id that begins with \"{id}\"")),
        };
    }

    /// <summary>The one with this id.</summary>
    /// <exception cref="RpcException">There is none (NotFound).</exception>
    public T Get(string id) => Find(id) ?? throw new RpcException(new Status(StatusCode.NotFound, $"{kind} \"{id}\": not found"));
}
