namespace Agent.Node.Hosting;

/// <summary>What the actors of one node need to know, resolved from flags and KubeletConfiguration.</summary>
public sealed record NodeOptions
{
    /// <summary>Name of the node (<c>--hostname-override</c> or the lower-cased host name).</summary>
    public required string NodeName { get; init; }

    /// <summary>Addresses of the node, primary first (<c>--node-ip</c> or found).</summary>
    public IReadOnlyList<string> NodeIps { get; init; } = [];

    /// <summary>Root directory (<c>--root-dir</c>).</summary>
    public string RootDirectory { get; init; } = "/var/lib/kubelet";

    /// <summary>Pod log directory (<c>podLogsDir</c>).</summary>
    public string PodLogsDirectory { get; init; } = "/var/log/pods";

    /// <summary>Directory of the legacy log links (<c>/var/log/containers</c>); null: none are made.</summary>
    public string? ContainerLogLinksDirectory { get; init; }

    /// <summary>File or directory of static pod manifests (<c>staticPodPath</c>); null: no file source.</summary>
    public string? StaticPodPath { get; init; }

    /// <summary>Period of the full re-list of the file source (<c>fileCheckFrequency</c>, 20 s).</summary>
    public TimeSpan FileCheckFrequency { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where static pods are fetched (<c>staticPodURL</c>); null: no http source.</summary>
    public Uri? StaticPodUrl { get; init; }

    /// <summary>Headers of that request, in order (<c>staticPodURLHeader</c>); their values may be secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StaticPodUrlHeaders { get; init; } = [];

    /// <summary>Period of the http source (<c>httpCheckFrequency</c>, 20 s).</summary>
    public TimeSpan HttpCheckFrequency { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Deadline of ordinary runtime calls (<c>runtimeRequestTimeout</c>, 2 min).</summary>
    public TimeSpan RuntimeRequestTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Start-class calls under way at once; measured best on 2 cores: see docs/performance.md.</summary>
    public int StartConcurrency { get; init; } = 4;

    /// <summary>How long a start-class call holds its slot before others may go past it.</summary>
    public TimeSpan StartSlotHold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Period of the runtime's health call (the kubelet's 5 s).</summary>
    public TimeSpan RuntimeHealthPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time without a successful health call after which the runtime counts as down (the kubelet's 30 s).</summary>
    public TimeSpan RuntimeDownAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Relist period while the runtime offers no events (the kubelet's 1 s).</summary>
    public TimeSpan RelistPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Relist period while events arrive (5 min).</summary>
    public TimeSpan RelistPeriodWithEvents { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One pull at a time (<c>serializeImagePulls</c>; true unless <see cref="MaxParallelImagePulls"/> is 2 or more).</summary>
    public bool SerializeImagePulls { get; init; } = true;

    /// <summary>Pulls at once when not serialised (<c>maxParallelImagePulls</c>); null: no bound.</summary>
    public int? MaxParallelImagePulls { get; init; }

    /// <summary>
    /// How long a pull holds its place among the pulls at once (5 min, after which containerd gives up one that makes no progress);
    /// then others no longer wait for it.
    /// </summary>
    public TimeSpan PullSlotHold { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When a pull is given up and tried again after its back-off (2 h): no image takes as long, a call that hangs does.</summary>
    public TimeSpan PullDeadline { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Docker configuration files with credentials for every pod; the first usable one counts (the kubelet's places).</summary>
    public IReadOnlyList<string> DockerConfigFiles { get; init; } = [];

    /// <summary>Pulls per second (<c>registryPullQPS</c>, 5); 0: no limit.</summary>
    public int RegistryPullQps { get; init; } = 5;

    /// <summary>Burst of pulls (<c>registryBurst</c>, 10).</summary>
    public int RegistryBurst { get; init; } = 10;

    /// <summary>Longest pause between restarts of a container (<c>crashLoopBackOff.maxContainerRestartPeriod</c>, 1 s to 300 s).</summary>
    public TimeSpan MaxContainerRestartPeriod { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Period of container and log garbage collection (the kubelet's 1 min).</summary>
    public TimeSpan GarbageCollectionPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>DNS servers for pods (<c>clusterDNS</c>).</summary>
    public IReadOnlyList<string> ClusterDns { get; init; } = [];

    /// <summary>DNS domain of the cluster (<c>clusterDomain</c>).</summary>
    public string ClusterDomain { get; init; } = "";

    /// <summary>File that Default DNS pods take their resolver from (<c>resolvConf</c>); empty: none.</summary>
    public string ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>CFS quota is set for CPU limits (<c>cpuCFSQuota</c>).</summary>
    public bool CpuCfsQuota { get; init; } = true;

    /// <summary>CFS period (<c>cpuCFSQuotaPeriod</c>, 100 ms).</summary>
    public TimeSpan CpuCfsQuotaPeriod { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Pods get cgroups by quality of service and one each (<c>cgroupsPerQOS</c>).</summary>
    public bool CgroupsPerQos { get; init; } = true;

    /// <summary>Cgroup below which they are (<c>cgroupRoot</c>); empty: the root.</summary>
    public string CgroupRoot { get; init; } = "";

    /// <summary>Who manages cgroups, where the runtime does not say (<c>cgroupDriver</c>).</summary>
    public Configuration.CgroupDriver CgroupDriver { get; init; } = Configuration.CgroupDriver.Cgroupfs;

    /// <summary>Most processes in a pod (<c>podPidsLimit</c>); -1: no limit of its own.</summary>
    public long PodPidsLimit { get; init; } = -1;

    /// <summary>Only the process that ran out of memory is killed (<c>singleProcessOOMKill</c>); null: false with cgroup v2.</summary>
    public bool? SingleProcessOomKill { get; init; }

    /// <summary>How pods use swap (<c>memorySwap.swapBehavior</c>).</summary>
    public Configuration.SwapBehavior SwapBehavior { get; init; } = Configuration.SwapBehavior.NoSwap;

    /// <summary>Ids of the host for a pod with a user namespace of its own (<c>userNamespaces.idsPerPod</c>, 65536).</summary>
    public long IdsPerPod { get; init; } = 65536;

    /// <summary>Seccomp RuntimeDefault where a container names no profile (<c>seccompDefault</c>).</summary>
    public bool SeccompDefault { get; init; }

    /// <summary>Patterns of unsafe sysctls that pods may set (<c>allowedUnsafeSysctls</c>); a trailing * stands for any ending.</summary>
    public IReadOnlyList<string> AllowedUnsafeSysctls { get; init; } = [];

    /// <summary>Requests per second to the API server (<c>kubeAPIQPS</c>, 50); 0: no limit.</summary>
    public int KubeApiQps { get; init; } = 50;

    /// <summary>Requests to the API server at once after a quiet time (<c>kubeAPIBurst</c>, 100).</summary>
    public int KubeApiBurst { get; init; } = 100;

    /// <summary>How changes of ConfigMaps and Secrets are noticed (<c>configMapAndSecretChangeDetectionStrategy</c>, Watch).</summary>
    public Configuration.ChangeDetectionStrategy ChangeDetection { get; init; } = Configuration.ChangeDetectionStrategy.Watch;

    /// <summary>Events per second (<c>eventRecordQPS</c>, 50); 0: no limit.</summary>
    public int EventRecordQps { get; init; } = 50;

    /// <summary>Events at once after a quiet time (<c>eventBurst</c>, 100).</summary>
    public int EventBurst { get; init; } = 100;

    /// <summary>Bytes of memory of the machine, for oom_score_adj; 0: unknown.</summary>
    public long MemoryCapacity { get; init; }

    /// <summary>How the node registers and what it reports of itself; has a meaning with an API server only.</summary>
    public NodeStatusOptions Status { get; init; } = new();
}
