using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>The resources in a container's status: what it has been granted, and until it has that, what it really has.</summary>
internal static class ReportedResources
{
    private const long SharesPerCpu = 1024;

    /// <summary>The resources.</summary>
    /// <param name="granted">What the pod has been granted for it.</param>
    /// <param name="actual">What its instance has; null: not known.</param>
    /// <param name="wanted">What its instance is getting; null: no resize is under way.</param>
    public static V1ResourceRequirements Of(V1ResourceRequirements? granted, RuntimeResources? actual, RuntimeResources? wanted)
    {
        var (requests, limits) = (granted?.Requests, granted?.Limits);
        if (actual is null || wanted is null || actual == wanted)
        {
            return new V1ResourceRequirements { Requests = requests, Limits = limits };
        }

        if (actual.CpuShares != wanted.CpuShares && requests?.ContainsKey(ResourceNames.Cpu) == true)
        {
            requests = With(requests, ResourceNames.Cpu, Quantity.FromMilli((long)Math.Ceiling(actual.CpuShares * 1000.0 / SharesPerCpu)));
        }

        if (actual.CpuQuota != wanted.CpuQuota && actual is { CpuQuota: > 0, CpuPeriod: > 0 })
        {
            limits = With(limits, ResourceNames.Cpu, Quantity.FromMilli(actual.CpuQuota * 1000 / actual.CpuPeriod));
        }

        if (actual.MemoryLimit != wanted.MemoryLimit && actual.MemoryLimit > 0)
        {
            limits = With(limits, ResourceNames.Memory, Quantity.FromInt64(actual.MemoryLimit, QuantityFormat.BinarySI));
        }

        return new V1ResourceRequirements { Requests = requests, Limits = limits };
    }

    private static SortedDictionary<string, Quantity> With(IReadOnlyDictionary<string, Quantity>? amounts, string name, Quantity amount)
    {
        var changed = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (key, value) in amounts ?? ResourceAmounts.Empty)
        {
            changed[key] = value;
        }

        changed[name] = amount;
        return changed;
    }
}
