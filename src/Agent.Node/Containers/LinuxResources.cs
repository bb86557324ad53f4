using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using Agent.Node.Resources;

namespace Agent.Node.Containers;

/// <summary>Turns requests and limits into what CRI takes, with the kubelet's arithmetic.</summary>
internal static class LinuxResources
{
    private const long MinShares = 2;
    private const long MaxShares = 262144;
    private const long MinQuota = 1000;

    /// <summary>The resources of a container; a limit that it lacks is the pod's.</summary>
    public static LinuxContainerResources Build(V1Pod pod, V1Container container, NodeOptions options, NodeFacts? facts = null)
    {
        facts ??= NodeFacts.None;
        var (own, shared) = (container.Resources, pod.Spec.Resources);
        var result = Of(
            Amount(own?.Requests, ResourceNames.Cpu),
            Limit(own, shared, ResourceNames.Cpu),
            Limit(own, shared, ResourceNames.Memory),
            options);
        result.OomScoreAdj = OomScore.Adjust(pod, container, options.MemoryCapacity);
        foreach (var size in facts.Machine.HugePages.Keys)
        {
            result.HugepageLimits.Add(new HugepageLimit
            {
                PageSize = HugePageSizes.Name(size),
                Limit = (ulong)Math.Max(0, HugePages(own?.Limits, size) ?? HugePages(shared?.Limits, size) ?? 0),
            });
        }

        if (facts.Cgroups.Version == 2 && options.SingleProcessOomKill != true)
        {
            // All of the container dies when a process of it does for its memory: half a container is of no use.
            result.Unified["memory.oom.group"] = "1";
        }

        Swap.Add(result, pod, container, options, facts);
        return result;
    }

    /// <summary>What the pod's containers amount to, for the sandbox; its overhead apart.</summary>
    public static LinuxContainerResources OfPod(V1Pod pod, NodeOptions options)
    {
        var spec = pod.Spec with { Overhead = null };
        var limits = PodResources.Limits(spec);
        return Of(
            Amount(PodResources.Requests(spec), ResourceNames.Cpu),
            Amount(limits, ResourceNames.Cpu),
            Amount(limits, ResourceNames.Memory),
            options);
    }

    /// <summary>What the pod's runtime class needs beside its containers; null: nothing.</summary>
    public static LinuxContainerResources? OfOverhead(V1Pod pod, NodeOptions options) => pod.Spec.Overhead is not { Count: > 0 } overhead
        ? null
        : Of(
            Amount(overhead, ResourceNames.Cpu),
            Amount(overhead, ResourceNames.Cpu),
            Amount(overhead, ResourceNames.Memory),
            options);

    /// <summary>CPU shares of a request in milli-CPUs: 1024 per CPU, between 2 and 262144.</summary>
    public static long Shares(long milli) => Math.Clamp(milli * 1024 / 1000, MinShares, MaxShares);

    /// <summary>CPU quota of a limit in milli-CPUs, in the unit of the period and at least 1000; 0: no limit.</summary>
    public static long Quota(long milli, long period) => milli == 0 ? 0 : Math.Max(MinQuota, milli * period / 1000);

    /// <summary>The shares of a request that is missing are those of the limit.</summary>
    private static LinuxContainerResources Of(Quantity? cpuRequest, Quantity? cpuLimit, Quantity? memoryLimit, NodeOptions options)
    {
        var limit = cpuLimit?.MilliValue() ?? 0;
        var result = new LinuxContainerResources
        {
            CpuShares = Shares(cpuRequest?.MilliValue() ?? limit),
            MemoryLimitInBytes = memoryLimit?.Value() ?? 0,
        };
        if (options.CpuCfsQuota)
        {
            result.CpuPeriod = (long)options.CpuCfsQuotaPeriod.TotalMicroseconds;
            result.CpuQuota = Quota(limit, result.CpuPeriod);
        }

        return result;
    }

    private static Quantity? Limit(V1ResourceRequirements? own, V1ResourceRequirements? shared, string resource) =>
        Amount(own?.Limits, resource) is { IsZero: false } limit ? limit : Amount(shared?.Limits, resource);

    private static long? HugePages(IReadOnlyDictionary<string, Quantity>? limits, long size)
    {
        foreach (var (name, amount) in limits ?? ResourceAmounts.Empty)
        {
            if (HugePageSizes.Of(name) == size)
            {
                return amount.Value();
            }
        }

        return null;
    }

    private static Quantity? Amount(IReadOnlyDictionary<string, Quantity>? map, string resource) =>
        map is not null && map.TryGetValue(resource, out var quantity) ? quantity : null;
}
