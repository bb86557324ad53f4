using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Most pods on this node.</summary>
    [Flag("max-pods"), ZeroIsUnset]
    public int MaxPods { get; init; } = 110;

    /// <summary>Most pods per CPU; maxPods stays the upper bound. 0: no such limit.</summary>
    [Flag("pods-per-core")]
    public int PodsPerCore { get; init; }

    /// <summary>Address range of pods, for a node without an API server.</summary>
    [JsonPropertyName("podCIDR"), Flag("pod-cidr")]
    public string PodCidr { get; init; } = "";

    /// <summary>Most processes in a pod. -1: the node's own limit.</summary>
    [Flag("pod-max-pids")]
    public long PodPidsLimit { get; init; } = -1;

    /// <summary>Absolute path of the directory of container logs.</summary>
    [Flag("pod-logs-dir"), ZeroIsUnset]
    public string PodLogsDir { get; init; } = "/var/log/pods";

    /// <summary>Size at which a container's log is rotated, as a quantity of bytes.</summary>
    [Flag("container-log-max-size"), ZeroIsUnset]
    public string ContainerLogMaxSize { get; init; } = "10Mi";

    /// <summary>Most log files of a container, 2 or more.</summary>
    [Flag("container-log-max-files")]
    public int ContainerLogMaxFiles { get; init; } = 5;

    /// <summary>Most logs that are rotated at once, 1 or more.</summary>
    public int ContainerLogMaxWorkers { get; init; } = 1;

    /// <summary>Time between two looks at the sizes of logs, 3s or more.</summary>
    public TimeSpan ContainerLogMonitorInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Domain of the cluster, searched by pods. Empty: none.</summary>
    [Flag("cluster-domain")]
    public string ClusterDomain { get; init; } = "";

    /// <summary>IP addresses of the cluster's DNS servers.</summary>
    [JsonPropertyName("clusterDNS"), Flag("cluster-dns")]
    public IReadOnlyList<string> ClusterDns { get; init; } = [];

    /// <summary>Resolver configuration that pods' own is made from. Empty: none of the node's.</summary>
    [Flag("resolv-conf")]
    public string ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>How a pod reaches itself through a service.</summary>
    [Flag("hairpin-mode"), ZeroIsUnset]
    public HairpinMode HairpinMode { get; init; } = HairpinMode.PromiscuousBridge;

    /// <summary>Sysctls beyond the safe ones that pods may set, exact names or prefixes that end in <c>*</c>.</summary>
    [Flag("allowed-unsafe-sysctls")]
    public IReadOnlyList<string> AllowedUnsafeSysctls { get; init; } = [];

    /// <summary>Whether pods that name no seccomp profile get the runtime's default one.</summary>
    [Flag("seccomp-default")]
    public bool SeccompDefault { get; init; }

    /// <summary>Back-off of containers that keep crashing.</summary>
    public CrashLoopBackOffConfig CrashLoopBackOff { get; init; } = new();

    /// <summary>User namespaces of pods.</summary>
    public UserNamespaces UserNamespaces { get; init; } = new();

    /// <summary>Directory of FlexVolume drivers.</summary>
    [Flag("volume-plugin-dir"), ZeroIsUnset]
    public string VolumePluginDir { get; init; } = "/usr/libexec/kubernetes/kubelet-plugins/volume/exec/";
}
