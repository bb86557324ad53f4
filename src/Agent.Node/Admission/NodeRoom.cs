using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Resources;

namespace Agent.Node.Admission;

/// <summary>What a node has left for another pod.</summary>
internal static class NodeRoom
{
    /// <summary>The resources that do not suffice: the number of pods first, then cpu, memory, disk, then by name.</summary>
    public static IReadOnlyList<ResourceShortage> Shortages(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others)
    {
        var found = new List<ResourceShortage>();
        var pods = node.Allocatable?.TryGetValue(ResourceNames.Pods, out var count) == true ? count : Quantity.FromInt64(node.MaxPods);
        if (others.Count + 1 > pods.Value())
        {
            found.Add(new(ResourceNames.Pods, Quantity.FromInt64(1), Quantity.FromInt64(others.Count), pods));
        }

        if (node.Allocatable is not { } allocatable)
        {
            return found;
        }

        var requests = PodResources.Requests(pod.Spec).Where(r => r.Value.Sign > 0 && IsCounted(r.Key, allocatable)).ToList();
        if (requests.Count == 0)
        {
            return found;
        }

        var used = others.Aggregate(ResourceAmounts.Empty, (sum, other) => ResourceAmounts.Sum(sum, PodResources.Requests(other.Spec)));
        foreach (var (name, amount) in requests.OrderBy(r => Rank(r.Key)).ThenBy(r => r.Key, StringComparer.Ordinal))
        {
            var (taken, whole) = (used.GetValueOrDefault(name), allocatable.GetValueOrDefault(name));
            if (taken + amount > whole)
            {
                found.Add(new(name, amount, taken, whole));
            }
        }

        return found;
    }

    // A resource of a domain of its own that the node does not have is not the node's to refuse.
    private static bool IsCounted(string name, IReadOnlyDictionary<string, Quantity> allocatable) =>
        !ResourceNames.IsExtended(name) || allocatable.ContainsKey(name);

    private static int Rank(string name) => name switch
    {
        ResourceNames.Cpu => 0,
        ResourceNames.Memory => 1,
        ResourceNames.EphemeralStorage => 2,
        _ => 3,
    };
}
