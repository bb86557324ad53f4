using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Cgroup of the agent itself. Empty: where it was started.</summary>
    [Flag("kubelet-cgroups")]
    public string KubeletCgroups { get; init; } = "";

    /// <summary>Cgroup for processes that are in none. Empty: left alone.</summary>
    [Flag("system-cgroups")]
    public string SystemCgroups { get; init; } = "";

    /// <summary>Cgroup below which pods live. Empty: the root.</summary>
    [Flag("cgroup-root")]
    public string CgroupRoot { get; init; } = "";

    /// <summary>Whether pods get cgroups by quality of service and one each.</summary>
    [JsonPropertyName("cgroupsPerQOS"), Flag("cgroups-per-qos")]
    public bool CgroupsPerQos { get; init; } = true;

    /// <summary>Who manages cgroups; the runtime's answer, if it gives one, wins.</summary>
    [Flag("cgroup-driver"), ZeroIsUnset]
    public CgroupDriver CgroupDriver { get; init; } = CgroupDriver.Cgroupfs;

    /// <summary>How CPUs are given to containers.</summary>
    [Flag("cpu-manager-policy"), ZeroIsUnset]
    public CpuManagerPolicy CpuManagerPolicy { get; init; } = CpuManagerPolicy.None;

    /// <summary>Options of the CPU manager's static policy, name to <c>true</c> or <c>false</c>.</summary>
    [Flag("cpu-manager-policy-options")]
    public ImmutableSortedDictionary<string, string> CpuManagerPolicyOptions { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Time between two corrections of containers' CPU sets.</summary>
    [Flag("cpu-manager-reconcile-period"), ZeroIsUnset]
    public TimeSpan CpuManagerReconcilePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether only the process that ran out of memory is killed, and not its whole container. Not set: false with
    /// cgroup v2, true with v1.
    /// </summary>
    [JsonPropertyName("singleProcessOOMKill")]
    public bool? SingleProcessOomKill { get; init; }

    /// <summary>How memory of NUMA nodes is given to containers.</summary>
    [Flag("memory-manager-policy"), ZeroIsUnset]
    public MemoryManagerPolicy MemoryManagerPolicy { get; init; } = MemoryManagerPolicy.None;

    /// <summary>Memory reserved per NUMA node; needed by the memory manager's static policy.</summary>
    [Flag("reserved-memory", Syntax = FlagSyntax.ReservedMemory)]
    public IReadOnlyList<MemoryReservation> ReservedMemory { get; init; } = [];

    /// <summary>How CPUs, memory and devices are kept on the same NUMA node.</summary>
    [Flag("topology-manager-policy"), ZeroIsUnset]
    public TopologyManagerPolicy TopologyManagerPolicy { get; init; } = TopologyManagerPolicy.None;

    /// <summary>Whether NUMA nodes are chosen for each container or for a pod as a whole.</summary>
    [Flag("topology-manager-scope"), ZeroIsUnset]
    public TopologyManagerScope TopologyManagerScope { get; init; } = TopologyManagerScope.Container;

    /// <summary>Options of the topology manager's policy, name to value.</summary>
    [Flag("topology-manager-policy-options")]
    public ImmutableSortedDictionary<string, string> TopologyManagerPolicyOptions { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Share of a resource's requests kept from lower classes, <c>memory: 50%</c>. Needs the gate QOSReserved.</summary>
    [Flag("qos-reserved")]
    public ImmutableSortedDictionary<string, string> QosReserved { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Resources kept for the system, by cpu, memory, ephemeral-storage and pid.</summary>
    [Flag("system-reserved")]
    public ImmutableSortedDictionary<string, string> SystemReserved { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Resources kept for Kubernetes itself, by cpu, memory, ephemeral-storage and pid.</summary>
    [Flag("kube-reserved")]
    public ImmutableSortedDictionary<string, string> KubeReserved { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>CPUs kept for the system, as a list like <c>0-1,4</c>; replaces the cpu entries of both reservations.</summary>
    [JsonPropertyName("reservedSystemCPUs"), Flag("reserved-cpus")]
    public string ReservedSystemCpus { get; init; } = "";

    /// <summary>Cgroup in which systemReserved is enforced.</summary>
    [Flag("system-reserved-cgroup")]
    public string SystemReservedCgroup { get; init; } = "";

    /// <summary>Cgroup in which kubeReserved is enforced.</summary>
    [Flag("kube-reserved-cgroup")]
    public string KubeReservedCgroup { get; init; } = "";

    /// <summary>What the reservations are enforced on.</summary>
    [Flag("enforce-node-allocatable")]
    public IReadOnlyList<NodeAllocatableEnforcement> EnforceNodeAllocatable { get; init; } = [NodeAllocatableEnforcement.Pods];

    /// <summary>Factor, above 0 and up to 1, of the memory between request and limit at which a container is slowed down.</summary>
    public double MemoryThrottlingFactor { get; init; } = 0.9;

    /// <summary>How requests of memory become protection by the kernel. Needs the gate MemoryQoS.</summary>
    [ZeroIsUnset]
    public MemoryReservationPolicy MemoryReservationPolicy { get; init; } = MemoryReservationPolicy.None;

    /// <summary>Whether CPU limits are enforced.</summary>
    [JsonPropertyName("cpuCFSQuota"), Flag("cpu-cfs-quota")]
    public bool CpuCfsQuota { get; init; } = true;

    /// <summary>Period over which CPU limits are enforced, 1ms to 1s.</summary>
    [JsonPropertyName("cpuCFSQuotaPeriod"), Flag("cpu-cfs-quota-period")]
    public TimeSpan CpuCfsQuotaPeriod { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a node with cgroup v1 is worth a warning at start. The agent runs on it either way.</summary>
    [JsonPropertyName("failCgroupV1"), Flag("fail-cgroupv1")]
    public bool FailCgroupV1 { get; init; } = true;

    /// <summary>Whether swap on the node is worth a warning at start. The agent runs with it either way.</summary>
    [Flag("fail-swap-on")]
    public bool FailSwapOn { get; init; } = true;

    /// <summary>How pods use swap.</summary>
    public MemorySwapConfiguration MemorySwap { get; init; } = new();
}
