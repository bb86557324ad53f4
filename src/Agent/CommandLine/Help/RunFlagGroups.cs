namespace Agent.CommandLine.Help;

/// <summary>The flags of <c>run</c> by what they are about; every flag is in one group.</summary>
internal static class RunFlagGroups
{
    public static IReadOnlyList<FlagGroup> All { get; } =
    [
        Group("Agent", "config config-dir root-dir hostname-override node-ip output stop-pods-on-exit actor-config lock-file exit-on-lock-contention"),
        Group("Container runtime and images", """
            container-runtime-endpoint image-service-endpoint runtime-request-timeout pod-infra-container-image container-runtime
            runtime-cgroups serialize-image-pulls registry-qps registry-burst image-gc-high-threshold image-gc-low-threshold
            minimum-image-ttl-duration image-credential-provider-config image-credential-provider-bin-dir
            minimum-container-ttl-duration maximum-dead-containers-per-container maximum-dead-containers
            """),
        Group("Static pods", "pod-manifest-path file-check-frequency manifest-url manifest-url-header http-check-frequency"),
        Group("Pods", """
            max-pods pods-per-core pod-max-pids sync-frequency pod-logs-dir container-log-max-size container-log-max-files
            cluster-dns cluster-domain resolv-conf hairpin-mode pod-cidr seccomp-default allowed-unsafe-sysctls volume-plugin-dir
            volume-stats-agg-period enable-controller-attach-detach experimental-mounter-path runonce
            """),
        Group("API server", """
            kubeconfig bootstrap-kubeconfig cert-dir register-node register-with-taints node-labels provider-id cloud-provider
            node-status-update-frequency node-status-max-images kube-api-qps kube-api-burst kube-api-content-type event-qps
            event-burst rotate-certificates
            """),
        Group("Servers", """
            healthz-port healthz-bind-address enable-server address port read-only-port tls-cert-file tls-private-key-file
            tls-cipher-suites tls-min-version rotate-server-certificates anonymous-auth authentication-token-webhook
            authentication-token-webhook-cache-ttl client-ca-file authorization-mode authorization-webhook-cache-authorized-ttl
            authorization-webhook-cache-unauthorized-ttl enable-debugging-handlers contention-profiling
            streaming-connection-idle-timeout
            """),
        Group("Resources", """
            cgroups-per-qos cgroup-driver cgroup-root kubelet-cgroups system-cgroups cpu-cfs-quota cpu-cfs-quota-period
            cpu-manager-policy cpu-manager-policy-options cpu-manager-reconcile-period memory-manager-policy reserved-memory
            topology-manager-policy topology-manager-scope topology-manager-policy-options qos-reserved system-reserved
            kube-reserved reserved-cpus system-reserved-cgroup kube-reserved-cgroup enforce-node-allocatable fail-cgroupv1
            fail-swap-on housekeeping-interval max-housekeeping-interval
            """),
        Group("Eviction", """
            eviction-hard eviction-soft eviction-soft-grace-period eviction-minimum-reclaim eviction-pressure-transition-period
            eviction-max-pod-grace-period experimental-allocatable-ignore-eviction local-storage-capacity-isolation
            kernel-memcg-notification
            """),
        Group("Process and log", """
            v vmodule logging-format log-flush-frequency log-text-split-stream log-text-info-buffer-size log-json-split-stream
            log-json-info-buffer-size oom-score-adj max-open-files protect-kernel-defaults make-iptables-util-chains feature-gates
            """),
    ];

    private static FlagGroup Group(string title, string names) =>
        new(title, names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
