using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;

namespace Agent.Node.Watch;

/// <summary>The objects of one watch as last told, by UID.</summary>
/// <typeparam name="T">The model of the objects.</typeparam>
/// <param name="Objects">The objects.</param>
internal sealed record WatchedObjects<T>(ImmutableSortedDictionary<string, T> Objects)
    where T : class, IKubernetesObject
{
    /// <summary>Nothing told yet.</summary>
    public static WatchedObjects<T> None { get; } = new(ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal));

    /// <summary>After a whole set: what it lacks is gone, what could not be read stays as it was.</summary>
    public WatchedObjects<T> With(WatchedSet<T> set)
    {
        var next = set.Objects.ToImmutableSortedDictionary(Uid, o => o, StringComparer.Ordinal);
        foreach (var uid in set.Unreadable)
        {
            if (Objects.TryGetValue(uid, out var known))
            {
                next = next.SetItem(uid, known);
            }
        }

        return new WatchedObjects<T>(next);
    }

    /// <summary>After a change.</summary>
    public WatchedObjects<T> With(WatchedChange<T> change) => new(change.Kind == WatchEventKind.Deleted
        ? Objects.Remove(Uid(change.Object))
        : Objects.SetItem(Uid(change.Object), change.Object));

    private static string Uid(T value) => value.Metadata.Uid ?? "";
}
