namespace Agent.Node.Configuration;

/// <summary>The feature gates that change how a node behaves at 1.36.</summary>
public static class FeatureGates
{
    /// <summary>The gates, by name in ordinal order.</summary>
    public static IReadOnlyList<FeatureGate> All { get; } =
    [
        new("AllowDNSOnlyNodeCSR", FeatureStage.Alpha, Default: false),
        new("CPUManagerPolicyAlphaOptions", FeatureStage.Alpha, Default: false),
        new("CPUManagerPolicyBetaOptions", FeatureStage.Beta, Default: true),
        new("CPUManagerPolicyOptions", FeatureStage.Stable, Default: true, IsLocked: true),
        new("CRIListStreaming", FeatureStage.Alpha, Default: false),
        new("CSIVolumeHealth", FeatureStage.Alpha, Default: false),
        new("ChangeContainerStatusOnKubeletRestart", FeatureStage.Deprecated, Default: false),
        new("ClusterTrustBundleProjection", FeatureStage.Beta, Default: false),
        new("ComponentFlagz", FeatureStage.Beta, Default: true),
        new("ComponentStatusz", FeatureStage.Beta, Default: true),
        new("ContainerCheckpoint", FeatureStage.Beta, Default: true),
        new("ContainerRestartRules", FeatureStage.Beta, Default: true),
        new("ContainerStopSignals", FeatureStage.Alpha, Default: false),
        new("DRAExtendedResource", FeatureStage.Beta, Default: true),
        new("DisableCPUQuotaWithExclusiveCPUs", FeatureStage.Deprecated, Default: true),
        new("DisableNodeKubeProxyVersion", FeatureStage.Deprecated, Default: true, IsLocked: true),
        new("DynamicResourceAllocation", FeatureStage.Stable, Default: true, IsLocked: true),
        new("EnvFiles", FeatureStage.Beta, Default: true),
        new("EventedPLEG", FeatureStage.Alpha, Default: false),
        new("ExtendWebSocketsToKubelet", FeatureStage.Beta, Default: true),
        new("GitRepoVolumeDriver", FeatureStage.Deprecated, Default: false, IsLocked: true),
        new("GracefulNodeShutdown", FeatureStage.Beta, Default: true),
        new("GracefulNodeShutdownBasedOnPodPriority", FeatureStage.Beta, Default: true),
        new("HostnameOverride", FeatureStage.Beta, Default: true),
        new("ImageVolume", FeatureStage.Stable, Default: true, IsLocked: true),
        new("ImageVolumeWithDigest", FeatureStage.Alpha, Default: false),
        new("InPlacePodLevelResourcesVerticalScaling", FeatureStage.Beta, Default: true),
        new("InPlacePodVerticalScaling", FeatureStage.Stable, Default: true, IsLocked: true),
        new("InPlacePodVerticalScalingInitContainers", FeatureStage.Beta, Default: true),
        new("KubeletCrashLoopBackOffMax", FeatureStage.Beta, Default: true),
        new("KubeletEnsureSecretPulledImages", FeatureStage.Beta, Default: true),
        new("KubeletFineGrainedAuthz", FeatureStage.Stable, Default: true, IsLocked: true),
        new("KubeletInUserNamespace", FeatureStage.Alpha, Default: false),
        new("KubeletPSI", FeatureStage.Stable, Default: true, IsLocked: true),
        new("KubeletPodResourcesDynamicResources", FeatureStage.Stable, Default: true, IsLocked: true),
        new("KubeletPodResourcesGet", FeatureStage.Stable, Default: true, IsLocked: true),
        new("KubeletPodResourcesListUseActivePods", FeatureStage.Deprecated, Default: true),
        new("KubeletRegistrationGetOnExistsOnly", FeatureStage.Alpha, Default: false),
        new("KubeletSeparateDiskGC", FeatureStage.Beta, Default: true),
        new("KubeletTracing", FeatureStage.Stable, Default: true, IsLocked: true),
        new("LocalStorageCapacityIsolationFSQuotaMonitoring", FeatureStage.Beta, Default: false),
        new("MemoryQoS", FeatureStage.Alpha, Default: false),
        new("MutableCSINodeAllocatableCount", FeatureStage.Stable, Default: true, IsLocked: true),
        new("NodeDeclaredFeatures", FeatureStage.Beta, Default: true),
        new("NodeLogQuery", FeatureStage.Stable, Default: true, IsLocked: true),
        new("NodeSwap", FeatureStage.Stable, Default: true, IsLocked: true),
        new("PLEGOnDemandRelist", FeatureStage.Beta, Default: true),
        new("PodAndContainerStatsFromCRI", FeatureStage.Alpha, Default: false),
        new("PodCertificateRequest", FeatureStage.Beta, Default: false),
        new("PodLevelResourceManagers", FeatureStage.Alpha, Default: false),
        new("PodLevelResources", FeatureStage.Beta, Default: true),
        new("PodLogsQuerySplitStreams", FeatureStage.Alpha, Default: false),
        new("PodObservedGenerationTracking", FeatureStage.Stable, Default: true, IsLocked: true),
        new("PodReadyToStartContainersCondition", FeatureStage.Beta, Default: true),
        new("PodsAPI", FeatureStage.Alpha, Default: false),
        new("ProcMountType", FeatureStage.Stable, Default: true, IsLocked: true),
        new("QOSReserved", FeatureStage.Alpha, Default: false),
        new("RecursiveReadOnlyMounts", FeatureStage.Stable, Default: true, IsLocked: true),
        new("ReduceDefaultCrashLoopBackOffDecay", FeatureStage.Alpha, Default: false),
        new("ReloadKubeletClientCAFile", FeatureStage.Beta, Default: true),
        new("ReloadKubeletServerCertificateFile", FeatureStage.Beta, Default: true),
        new("ResourceHealthStatus", FeatureStage.Beta, Default: true),
        new("RestartAllContainersOnContainerExits", FeatureStage.Beta, Default: true),
        new("RotateKubeletServerCertificate", FeatureStage.Beta, Default: true),
        new("SELinuxMount", FeatureStage.Beta, Default: false),
        new("SELinuxMountReadWriteOncePod", FeatureStage.Stable, Default: true, IsLocked: true),
        new("SidecarContainers", FeatureStage.Stable, Default: true, IsLocked: true),
        new("SupplementalGroupsPolicy", FeatureStage.Stable, Default: true, IsLocked: true),
        new("SystemdWatchdog", FeatureStage.Stable, Default: true, IsLocked: true),
        new("UserNamespacesHostNetworkSupport", FeatureStage.Alpha, Default: false),
        new("UserNamespacesSupport", FeatureStage.Stable, Default: true, IsLocked: true),
    ];

    /// <summary>The gate of that name; null when the node has no part in such a feature.</summary>
    public static FeatureGate? Find(string name) => All.FirstOrDefault(gate => gate.Name == name);

    /// <summary>Whether a feature is on.</summary>
    /// <exception cref="ArgumentException">There is no such gate.</exception>
    public static bool IsEnabled(KubeletConfiguration configuration, string name)
    {
        var gate = Find(name) ?? throw new ArgumentException($"no feature gate is named {name}", nameof(name));
        return gate.IsLocked || !configuration.FeatureGates.TryGetValue(name, out var set) ? gate.Default : set;
    }
}
