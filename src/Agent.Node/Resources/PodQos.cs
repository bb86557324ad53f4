using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.Node.Resources;

/// <summary>A pod's quality-of-service class.</summary>
public static class PodQos
{
    private static readonly string[] Compared = [ResourceNames.Cpu, ResourceNames.Memory];

    /// <summary>The class the API has recorded, which never changes; computed when it has none.</summary>
    public static QosClass Of(V1Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return Enum.TryParse<QosClass>(pod.Status.QosClass, out var recorded) && Enum.IsDefined(recorded)
            ? recorded : Compute(pod.Spec);
    }

    /// <summary>
    /// The class the resources make: those of the whole pod when it has any of its own, else those of its regular and init
    /// containers. Only cpu and memory count, and an amount of zero is as none.
    /// </summary>
    public static QosClass Compute(V1PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        IReadOnlyList<V1ResourceRequirements?> all = PodResources.HasOwn(spec)
            ? [spec.Resources]
            : [.. spec.Containers.Concat(spec.InitContainers ?? []).Select(c => c.Resources)];
        var requests = Sum(all.Select(r => r?.Requests));
        var limits = Sum(all.Select(r => r?.Limits));
        if (requests.Count == 0 && limits.Count == 0)
        {
            return QosClass.BestEffort;
        }

        return all.All(r => Counted(r?.Limits).Count == Compared.Length) && Compared.All(name => Equal(requests, limits, name))
            ? QosClass.Guaranteed
            : QosClass.Burstable;
    }

    private static bool Equal(
        IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits, string name) =>
        requests.TryGetValue(name, out var request) && limits.TryGetValue(name, out var limit) && request == limit;

    private static IReadOnlyDictionary<string, Quantity> Sum(IEnumerable<IReadOnlyDictionary<string, Quantity>?> amounts) =>
        amounts.Aggregate(ResourceAmounts.Empty, (sum, next) => ResourceAmounts.Sum(sum, Counted(next)));

    private static Dictionary<string, Quantity> Counted(IReadOnlyDictionary<string, Quantity>? amounts) =>
        (amounts ?? ResourceAmounts.Empty)
            .Where(a => Compared.Contains(a.Key) && a.Value.Sign > 0)
            .ToDictionary(StringComparer.Ordinal);
}
