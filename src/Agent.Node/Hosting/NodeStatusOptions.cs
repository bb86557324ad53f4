using System.Collections.Immutable;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Validation;

namespace Agent.Node.Hosting;

/// <summary>How a node registers at the API server and what it reports of itself, resolved from flags and KubeletConfiguration.</summary>
public sealed record NodeStatusOptions
{
    /// <summary>Period in which the status is computed (<c>nodeStatusUpdateFrequency</c>, 10 s).</summary>
    public TimeSpan UpdateFrequency { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time between two reports of a status that did not change (<c>nodeStatusReportFrequency</c>, 5 min).</summary>
    public TimeSpan ReportFrequency { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Seconds until the lease runs out (<c>nodeLeaseDurationSeconds</c>, 40); it is renewed every quarter of that.</summary>
    public int LeaseDurationSeconds { get; init; } = 40;

    /// <summary>Images named in the status at most (<c>nodeStatusMaxImages</c>, 50); -1: all.</summary>
    public int MaxImages { get; init; } = 50;

    /// <summary>The node creates its object (<c>registerNode</c>); else it only reads and reports.</summary>
    public bool RegisterNode { get; init; } = true;

    /// <summary>Taints of a new node (<c>registerWithTaints</c>).</summary>
    public IReadOnlyList<NodeTaint> Taints { get; init; } = [];

    /// <summary>Labels of a new node (<c>--node-labels</c>).</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Identifier of the machine at its provider (<c>providerID</c>); empty: none.</summary>
    public string ProviderId { get; init; } = "";

    /// <summary>A cloud controller initialises the node (<c>--cloud-provider=external</c>).</summary>
    public bool IsExternalCloud { get; init; }

    /// <summary>Host name, as the label and the address Hostname say it; empty: the node's name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>Addresses as given (<c>--node-ip</c>), none or one or one of each family; unspecified ones choose a family only.</summary>
    public IReadOnlyList<string> GivenNodeIps { get; init; } = [];

    /// <summary>Port of the node's HTTPS server (<c>port</c>, 10250).</summary>
    public int KubeletPort { get; init; } = 10250;

    /// <summary>Pods at most (<c>maxPods</c>, 110).</summary>
    public int MaxPods { get; init; } = 110;

    /// <summary>Pods per CPU at most (<c>podsPerCore</c>); 0: no such limit.</summary>
    public int PodsPerCore { get; init; }

    /// <summary>Resources kept for Kubernetes (<c>kubeReserved</c>), by cpu, memory, ephemeral-storage and pid.</summary>
    public ImmutableSortedDictionary<string, string> KubeReserved { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Resources kept for the system (<c>systemReserved</c>), by the same.</summary>
    public ImmutableSortedDictionary<string, string> SystemReserved { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>CPUs kept for the system (<c>reservedSystemCPUs</c>), in place of the cpu of both reservations; 0: none.</summary>
    public int ReservedSystemCpus { get; init; }

    /// <summary>Hard eviction thresholds (<c>evictionHard</c>), which allocatable leaves room for.</summary>
    public ImmutableSortedDictionary<string, string> EvictionHard { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Allocatable leaves no room for eviction (<c>--experimental-allocatable-ignore-eviction</c>).</summary>
    public bool AllocatableIgnoresEviction { get; init; }

    /// <summary>Disk space is a resource of the node (<c>localStorageCapacityIsolation</c>).</summary>
    public bool LocalStorageCapacityIsolation { get; init; } = true;

    /// <summary>A controller attaches volumes (<c>enableControllerAttachDetach</c>).</summary>
    public bool ControllerAttachDetach { get; init; } = true;

    /// <summary>Version that the node reports as its kubelet's.</summary>
    public string KubeletVersion { get; init; } = "v1.36.2";

    /// <summary>Feature names that the node declares (gate NodeDeclaredFeatures), in ordinal order.</summary>
    public IReadOnlyList<string> DeclaredFeatures { get; init; } = [];

    /// <summary>What the configuration says; flags that are no fields of it are added by whoever has them.</summary>
    public static NodeStatusOptions From(KubeletConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new NodeStatusOptions
        {
            UpdateFrequency = configuration.NodeStatusUpdateFrequency,
            ReportFrequency = configuration.NodeStatusReportFrequency,
            LeaseDurationSeconds = configuration.NodeLeaseDurationSeconds,
            MaxImages = configuration.NodeStatusMaxImages,
            RegisterNode = configuration.RegisterNode,
            Taints = configuration.RegisterWithTaints,
            ProviderId = configuration.ProviderId,
            KubeletPort = configuration.Port,
            MaxPods = configuration.MaxPods,
            PodsPerCore = configuration.PodsPerCore,
            KubeReserved = configuration.KubeReserved,
            SystemReserved = configuration.SystemReserved,
            ReservedSystemCpus = CpuList.Count(configuration.ReservedSystemCpus),
            EvictionHard = configuration.EvictionHard,
            LocalStorageCapacityIsolation = configuration.LocalStorageCapacityIsolation,
            ControllerAttachDetach = configuration.EnableControllerAttachDetach,
            DeclaredFeatures = NodeStatus.DeclaredFeatures.Of(configuration, NodeStatus.DeclaredFeatures.Supported),
        };
    }
}
