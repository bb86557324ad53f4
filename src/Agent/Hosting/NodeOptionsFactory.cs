using Agent.CommandLine;
using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Settings;

namespace Agent.Hosting;

/// <summary>Turns settings into what the actors want to know.</summary>
internal static class NodeOptionsFactory
{
    /// <summary>The options of the node.</summary>
    /// <param name="settings">The settings of the process.</param>
    /// <param name="nodeIps">The node's addresses.</param>
    /// <param name="memoryCapacity">The machine's memory in bytes; 0 when unknown.</param>
    public static NodeOptions Create(RunSettings settings, IReadOnlyList<string> nodeIps, long memoryCapacity)
    {
        var configuration = settings.Configuration;
        return new NodeOptions
        {
            NodeName = settings.NodeName,
            NodeIps = nodeIps,
            RootDirectory = settings.RootDirectory,
            PodLogsDirectory = settings.PodLogsDirectory,
            ContainerLogLinksDirectory = settings.IsEmbeddedRuntime ? null : "/var/log/containers",
            StaticPodPath = configuration.StaticPodPath is { Length: > 0 } path ? path : null,
            FileCheckFrequency = configuration.FileCheckFrequency,
            StaticPodUrl = configuration.StaticPodUrl is { Length: > 0 } url ? new Uri(url, UriKind.Absolute) : null,
            StaticPodUrlHeaders =
                [.. configuration.StaticPodUrlHeader.SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)))],
            HttpCheckFrequency = configuration.HttpCheckFrequency,
            EventRecordQps = configuration.EventRecordQps,
            EventBurst = configuration.EventBurst,
            ChangeDetection = configuration.ConfigMapAndSecretChangeDetectionStrategy,
            RuntimeRequestTimeout = configuration.RuntimeRequestTimeout,
            SerializeImagePulls = configuration.SerializeImagePulls,
            MaxParallelImagePulls = configuration.MaxParallelImagePulls,
            DockerConfigFiles = DockerConfigFiles(settings.RootDirectory),
            RegistryPullQps = configuration.RegistryPullQps,
            RegistryBurst = configuration.RegistryBurst,
            KubeApiQps = configuration.KubeApiQps,
            KubeApiBurst = configuration.KubeApiBurst,
            MaxContainerRestartPeriod = configuration.CrashLoopBackOff.MaxContainerRestartPeriod,
            ClusterDns = configuration.ClusterDns,
            ClusterDomain = configuration.ClusterDomain,
            ResolvConf = configuration.ResolvConf,
            CpuCfsQuota = configuration.CpuCfsQuota,
            CpuCfsQuotaPeriod = configuration.CpuCfsQuotaPeriod,
            AllowedUnsafeSysctls = configuration.AllowedUnsafeSysctls,
            SeccompDefault = configuration.SeccompDefault,
            IdsPerPod = configuration.UserNamespaces.IdsPerPod,
            CgroupsPerQos = configuration.CgroupsPerQos,
            CgroupRoot = configuration.CgroupRoot,
            CgroupDriver = configuration.CgroupDriver,
            PodPidsLimit = configuration.PodPidsLimit,
            SingleProcessOomKill = configuration.SingleProcessOomKill,
            SwapBehavior = configuration.MemorySwap.SwapBehavior ?? SwapBehavior.NoSwap,
            MemoryCapacity = memoryCapacity,
            Status = NodeStatusOptions.From(configuration) with
            {
                Labels = settings.NodeLabels,
                IsExternalCloud = settings.IsExternalCloud,
                AllocatableIgnoresEviction = settings.AllocatableIgnoresEviction,
                GivenNodeIps = [.. settings.NodeIps.Select(address => address.ToString())],
                HostName = settings.NodeName,
                KubeletVersion = AgentVersion.Current.KubeletVersion,
            },
        };
    }

    /// <summary>The places in which the kubelet looks: its root directory, where it was started, its user's home, the root.</summary>
    private static IReadOnlyList<string> DockerConfigFiles(string root)
    {
        var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } named ? named : "/";
        var started = Environment.CurrentDirectory;
        return
        [
            .. new[] { root, started, Path.Combine(home, ".docker"), "/.docker" }.Distinct().Select(folder => Path.Combine(folder, "config.json")),
            .. new[] { root, started, home, "/" }.Distinct().Select(folder => Path.Combine(folder, ".dockercfg")),
        ];
    }
}
