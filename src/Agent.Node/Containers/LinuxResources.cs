using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Hosting;

namespace Agent.Node.Containers;

/// <summary>Turns requests and limits into what CRI takes, with the kubelet's arithmetic.</summary>
internal static class LinuxResources
{
    private const long MinShares = 2;
    private const long MaxShares = 262144;
    private const long MinQuota = 1000;

    /// <summary>The resources of a container.</summary>
    public static LinuxContainerResources Build(V1Pod pod, V1Container container, NodeOptions options)
    {
        var requests = container.Resources?.Requests;
        var limits = container.Resources?.Limits;
        var cpuLimit = Milli(limits, "cpu") ?? Milli(pod.Spec.Resources?.Limits, "cpu") ?? 0;
        var memoryLimit = Bytes(limits, "memory") ?? Bytes(pod.Spec.Resources?.Limits, "memory") ?? 0;
        var result = new LinuxContainerResources
        {
            CpuShares = Shares(Milli(requests, "cpu") ?? Milli(limits, "cpu") ?? 0),
            MemoryLimitInBytes = memoryLimit,
            OomScoreAdj = OomScore.Adjust(pod, container, options.MemoryCapacity),
        };
        if (options.CpuCfsQuota)
        {
            result.CpuPeriod = (long)options.CpuCfsQuotaPeriod.TotalMicroseconds;
            result.CpuQuota = cpuLimit == 0 ? 0 : Math.Max(MinQuota, cpuLimit * result.CpuPeriod / 1000);
        }

        return result;
    }

    /// <summary>CPU shares of a request in milli-CPUs: 1024 per CPU, between 2 and 262144.</summary>
    public static long Shares(long milli) => Math.Clamp(milli * 1024 / 1000, MinShares, MaxShares);

    private static long? Milli(IReadOnlyDictionary<string, Quantity>? map, string resource) =>
        map is not null && map.TryGetValue(resource, out var quantity) ? quantity.MilliValue() : null;

    private static long? Bytes(IReadOnlyDictionary<string, Quantity>? map, string resource) =>
        map is not null && map.TryGetValue(resource, out var quantity) ? quantity.Value() : null;
}
