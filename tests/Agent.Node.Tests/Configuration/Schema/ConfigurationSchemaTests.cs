using Agent.Node.Configuration;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Tests.Configuration.Schema;

public class ConfigurationSchemaTests
{
    /// <summary>The fields of kubelet.config.k8s.io/v1beta1 KubeletConfiguration at 1.36, beside apiVersion and kind.</summary>
    private const string UpstreamFields = """
        enableServer staticPodPath podLogsDir syncFrequency fileCheckFrequency httpCheckFrequency staticPodURL staticPodURLHeader
        address port readOnlyPort tlsCertFile tlsPrivateKeyFile tlsCipherSuites tlsCurvePreferences tlsMinVersion
        rotateCertificates serverTLSBootstrap authentication authorization registryPullQPS registryBurst
        imagePullCredentialsVerificationPolicy preloadedImagesVerificationAllowlist eventRecordQPS eventBurst
        enableDebuggingHandlers enableContentionProfiling healthzPort healthzBindAddress oomScoreAdj clusterDomain clusterDNS
        streamingConnectionIdleTimeout nodeStatusUpdateFrequency nodeStatusReportFrequency nodeLeaseDurationSeconds
        imageMinimumGCAge imageMaximumGCAge imageGCHighThresholdPercent imageGCLowThresholdPercent volumeStatsAggPeriod
        kubeletCgroups systemCgroups cgroupRoot cgroupsPerQOS cgroupDriver cpuManagerPolicy cpuManagerPolicyOptions
        cpuManagerReconcilePeriod singleProcessOOMKill memoryManagerPolicy topologyManagerPolicy topologyManagerScope
        topologyManagerPolicyOptions qosReserved runtimeRequestTimeout hairpinMode maxPods podsPerCore podCIDR podPidsLimit
        resolvConf runOnce cpuCFSQuota cpuCFSQuotaPeriod nodeStatusMaxImages maxOpenFiles contentType kubeAPIQPS kubeAPIBurst
        serializeImagePulls maxParallelImagePulls evictionHard evictionSoft evictionSoftGracePeriod
        evictionPressureTransitionPeriod evictionMaxPodGracePeriod evictionMinimumReclaim mergeDefaultEvictionSettings
        enableControllerAttachDetach protectKernelDefaults makeIPTablesUtilChains iptablesMasqueradeBit iptablesDropBit
        featureGates failSwapOn memorySwap containerLogMaxSize containerLogMaxFiles containerLogMaxWorkers
        containerLogMonitorInterval configMapAndSecretChangeDetectionStrategy systemReserved kubeReserved reservedSystemCPUs
        showHiddenMetricsForVersion systemReservedCgroup kubeReservedCgroup enforceNodeAllocatable allowedUnsafeSysctls
        volumePluginDir providerID kernelMemcgNotification logging enableSystemLogHandler enableSystemLogQuery
        shutdownGracePeriod shutdownGracePeriodCriticalPods shutdownGracePeriodByPodPriority crashLoopBackOff reservedMemory
        enableProfilingHandler enableDebugFlagsHandler seccompDefault memoryThrottlingFactor memoryReservationPolicy
        registerWithTaints registerNode tracing localStorageCapacityIsolation containerRuntimeEndpoint imageServiceEndpoint
        failCgroupV1 userNamespaces
        """;

    /// <summary>The kubelet's flags that set a field, and --v and its like, at 1.36.</summary>
    private const string UpstreamFlags = """
        enable-server fail-swap-on pod-manifest-path sync-frequency file-check-frequency http-check-frequency manifest-url
        manifest-url-header address port read-only-port container-runtime-endpoint image-service-endpoint anonymous-auth
        authentication-token-webhook authentication-token-webhook-cache-ttl client-ca-file authorization-mode
        authorization-webhook-cache-authorized-ttl authorization-webhook-cache-unauthorized-ttl tls-cert-file
        tls-private-key-file rotate-server-certificates tls-cipher-suites tls-min-version rotate-certificates registry-qps
        registry-burst event-qps event-burst enable-debugging-handlers contention-profiling healthz-port healthz-bind-address
        oom-score-adj cluster-domain cluster-dns volume-plugin-dir streaming-connection-idle-timeout
        node-status-update-frequency minimum-image-ttl-duration image-gc-high-threshold image-gc-low-threshold
        volume-stats-agg-period feature-gates kubelet-cgroups system-cgroups cgroups-per-qos cgroup-driver cgroup-root
        cpu-manager-policy cpu-manager-policy-options cpu-manager-reconcile-period qos-reserved topology-manager-policy
        topology-manager-scope topology-manager-policy-options runtime-request-timeout hairpin-mode max-pods pod-cidr
        pod-max-pids resolv-conf runonce cpu-cfs-quota cpu-cfs-quota-period enable-controller-attach-detach
        make-iptables-util-chains container-log-max-size container-log-max-files allowed-unsafe-sysctls node-status-max-images
        kernel-memcg-notification local-storage-capacity-isolation max-open-files kube-api-content-type kube-api-qps
        kube-api-burst serialize-image-pulls eviction-hard eviction-soft eviction-soft-grace-period
        eviction-pressure-transition-period eviction-max-pod-grace-period eviction-minimum-reclaim pods-per-core
        protect-kernel-defaults reserved-cpus system-reserved kube-reserved enforce-node-allocatable system-reserved-cgroup
        kube-reserved-cgroup memory-manager-policy reserved-memory register-node register-with-taints
        provider-id seccomp-default fail-cgroupv1
        v vmodule logging-format log-flush-frequency log-text-split-stream log-json-split-stream log-text-info-buffer-size
        log-json-info-buffer-size
        """;

    [Fact]
    public void Root_Fields_AreThoseOfUpstream() =>
        Assert.Equal(Words(UpstreamFields), ConfigurationSchema.Root.Fields.Select(field => field.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void All_Flags_AreThoseOfUpstreamAndOurOwn() =>
        Assert.Equal(Words($"{UpstreamFlags} pod-logs-dir"), ConfigurationField.WithFlag.Select(field => field.Flag));

    [Fact]
    public void Leaves_Paths_AreUnique() =>
        Assert.Equal(ConfigurationSchema.Leaves.Count, ConfigurationSchema.Leaves.Select(leaf => leaf.Path).Distinct().Count());

    private static string[] Words(string text) =>
        [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
