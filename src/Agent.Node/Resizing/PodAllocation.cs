using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.Node.Resizing;

/// <summary>The resources that the node has granted a pod, by container. What its spec asks for may be more until it is granted, too.</summary>
/// <param name="Containers">Requests and limits of each container, init containers included.</param>
internal sealed record PodAllocation(ImmutableSortedDictionary<string, V1ResourceRequirements> Containers)
{
    private static readonly V1ResourceRequirements None = new();

    /// <summary>What a pod's spec asks for.</summary>
    public static PodAllocation Of(V1Pod pod) => new(All(pod).ToImmutableSortedDictionary(c => c.Name, c => c.Resources ?? None, StringComparer.Ordinal));

    /// <summary>The pod with the granted resources in place of those it asks for.</summary>
    public V1Pod Apply(V1Pod pod) => pod with
    {
        Spec = pod.Spec with
        {
            Containers = [.. pod.Spec.Containers.Select(Apply)],
            InitContainers = pod.Spec.InitContainers is { } init ? [.. init.Select(Apply)] : null,
        },
    };

    /// <summary>Of each amount the larger one; a limit that either lacks is none.</summary>
    public PodAllocation Widest(PodAllocation other) => new(Containers.ToImmutableSortedDictionary(
        c => c.Key,
        c => other.Containers.TryGetValue(c.Key, out var there) ? Widest(c.Value, there) : c.Value,
        StringComparer.Ordinal));

    private static V1ResourceRequirements Widest(V1ResourceRequirements left, V1ResourceRequirements right)
    {
        var limits = ResourceAmounts.Max(left.Limits, right.Limits)
            .Where(l => left.Limits?.ContainsKey(l.Key) == true && right.Limits?.ContainsKey(l.Key) == true)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return new V1ResourceRequirements { Requests = ResourceAmounts.Max(left.Requests, right.Requests), Limits = limits };
    }

    public bool Equals(PodAllocation? other) => other is not null && Containers.Count == other.Containers.Count
        && Containers.All(c => other.Containers.TryGetValue(c.Key, out var same) && same == c.Value);

    public override int GetHashCode() => Containers.Count;

    private static IEnumerable<V1Container> All(V1Pod pod) => (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers);

    private V1Container Apply(V1Container container) =>
        Containers.TryGetValue(container.Name, out var granted) ? container with { Resources = granted } : container;
}
