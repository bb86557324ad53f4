using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.Node.Resources;

/// <summary>What a pod as a whole requests and is limited to.</summary>
public static class PodResources
{
    /// <summary>Whether the pod has requests or limits of its own, beside those of its containers.</summary>
    public static bool HasOwn(V1PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Names(spec.Resources?.Requests).Concat(Names(spec.Resources?.Limits)).Any(ResourceNames.IsPodLevel);
    }

    /// <summary>
    /// What its containers request together (see <see cref="ResourceAmounts.OfContainers"/>), replaced by the pod's own requests
    /// for the resources those name, and the overhead of its runtime class.
    /// </summary>
    public static IReadOnlyDictionary<string, Quantity> Requests(V1PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var containers = ResourceAmounts.OfContainers(spec, c => c.Resources?.Requests);
        return ResourceAmounts.Sum(ResourceAmounts.FillFrom(Own(spec.Resources?.Requests), containers), spec.Overhead);
    }

    /// <summary>The limits likewise; overhead is added only to a resource that has a limit.</summary>
    public static IReadOnlyDictionary<string, Quantity> Limits(V1PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var containers = ResourceAmounts.OfContainers(spec, c => c.Resources?.Limits);
        var limits = ResourceAmounts.FillFrom(Own(spec.Resources?.Limits), containers);
        var overhead = (spec.Overhead ?? ResourceAmounts.Empty)
            .Where(o => limits.TryGetValue(o.Key, out var limit) && !limit.IsZero)
            .ToDictionary(StringComparer.Ordinal);
        return ResourceAmounts.Sum(limits, overhead);
    }

    private static Dictionary<string, Quantity> Own(IReadOnlyDictionary<string, Quantity>? amounts) =>
        (amounts ?? ResourceAmounts.Empty).Where(a => ResourceNames.IsPodLevel(a.Key)).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, Quantity>? amounts) => amounts?.Keys ?? [];
}
