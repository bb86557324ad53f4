using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Cluster;

/// <summary>What a container takes from the cluster: ConfigMaps, Secrets, services and what its node offers.</summary>
internal sealed record ClusterObjects
{
    /// <summary>Nothing: of a static pod, or of a node without an API server.</summary>
    public static ClusterObjects None { get; } = new();

    /// <summary>ConfigMaps and Secrets that were asked for.</summary>
    public ImmutableSortedDictionary<ObjectKey, ObjectData> Data { get; init; } = ImmutableSortedDictionary<ObjectKey, ObjectData>.Empty;

    /// <summary>Services of the cluster; null: not known yet.</summary>
    public IReadOnlyList<V1Service>? Services { get; init; }

    /// <summary>What of the node is for pods, by resource; null: not known.</summary>
    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }

    /// <summary>What is known of an object.</summary>
    public ObjectData this[ObjectKey key] => Data.TryGetValue(key, out var data) ? data : ObjectData.Missing;

    /// <summary>Names nothing of the content, which may be secret.</summary>
    public override string ToString() => $"{Data.Count} objects";
}
