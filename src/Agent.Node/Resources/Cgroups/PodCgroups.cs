using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Containers;
using Agent.Node.Host.Cgroups;
using Agent.Node.Hosting;

namespace Agent.Node.Resources.Cgroups;

/// <summary>What the cgroups of pods and of their classes are set to.</summary>
internal static class PodCgroups
{
    /// <summary>The group of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="names">Names of the groups.</param>
    /// <param name="options">The node's options.</param>
    /// <param name="pageSizes">Sizes of huge pages that the machine has, in bytes.</param>
    public static CgroupSettings Of(V1Pod pod, CgroupNames names, NodeOptions options, IEnumerable<long> pageSizes)
    {
        var qos = PodQos.Of(pod);
        var settings = new CgroupSettings(names.Pod(qos, pod.Uid()))
        {
            PidsLimit = options.PodPidsLimit > 0 ? options.PodPidsLimit : null,
            CpuShares = LinuxResources.Shares(0),
        };
        if (qos == QosClass.BestEffort)
        {
            return settings;
        }

        var requests = PodResources.Requests(pod.Spec);
        var limits = PodResources.Limits(pod.Spec);
        var period = (long)options.CpuCfsQuotaPeriod.TotalMicroseconds;
        var cpu = Amount(limits, ResourceNames.Cpu);
        var memory = Amount(limits, ResourceNames.Memory);
        return settings with
        {
            CpuShares = LinuxResources.Shares(Amount(requests, ResourceNames.Cpu)?.MilliValue() ?? cpu?.MilliValue() ?? 0),
            CpuPeriod = period,
            CpuQuota = options.CpuCfsQuota && cpu is { } processors && IsLimited(pod.Spec, ResourceNames.Cpu)
                ? LinuxResources.Quota(processors.MilliValue(), period)
                : null,
            MemoryLimit = memory is { } bytes && IsLimited(pod.Spec, ResourceNames.Memory) ? bytes.Value() : null,
            HugePages = pageSizes.ToImmutableSortedDictionary(
                HugePageSizes.Name,
                size => limits.Where(l => HugePageSizes.Of(l.Key) == size).Sum(l => l.Value.Value()),
                StringComparer.Ordinal),
        };
    }

    /// <summary>The groups that those of pods go into, as they are made before there is a pod.</summary>
    public static IReadOnlyList<CgroupSettings> Roots(CgroupNames names) =>
    [
        new(names.All),
        new(names.Tier(QosClass.Burstable)),
        new(names.Tier(QosClass.BestEffort)) { CpuShares = LinuxResources.Shares(0) },
    ];

    /// <summary>The group of the Burstable class: the requests of its pods count against those of the others.</summary>
    public static CgroupSettings Burstable(CgroupNames names, long milliCpu) =>
        new(names.Tier(QosClass.Burstable)) { CpuShares = LinuxResources.Shares(milliCpu) };

    /// <summary>CPU that a pod adds to the Burstable class, in thousandths.</summary>
    public static long BurstableMilliCpu(V1Pod pod) => PodQos.Of(pod) == QosClass.Burstable
        ? Amount(PodResources.Requests(pod.Spec), ResourceNames.Cpu)?.MilliValue() ?? 0
        : 0;

    /// <summary>A pod is limited where it says so itself, or every container of it does.</summary>
    private static bool IsLimited(V1PodSpec spec, string resource) =>
        Amount(spec.Resources?.Limits, resource) is not null
        || spec.Containers.Concat(spec.InitContainers ?? []).All(c => Amount(c.Resources?.Limits, resource) is not null);

    private static Quantity? Amount(IReadOnlyDictionary<string, Quantity>? amounts, string resource) =>
        amounts is not null && amounts.TryGetValue(resource, out var amount) && !amount.IsZero ? amount : null;
}
