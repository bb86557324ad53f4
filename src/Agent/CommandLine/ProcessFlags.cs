namespace Agent.CommandLine;

/// <summary>The flags of <c>run</c> that are no configuration fields: the kubelet's, and the agent's own.</summary>
internal static class ProcessFlags
{
    public const string Config = "config";
    public const string ConfigDirectory = "config-dir";
    public const string RootDirectory = "root-dir";
    public const string HostnameOverride = "hostname-override";
    public const string NodeIp = "node-ip";
    public const string NodeLabels = "node-labels";
    public const string CloudProvider = "cloud-provider";
    public const string AllocatableIgnoresEviction = "experimental-allocatable-ignore-eviction";
    public const string Output = "output";
    public const string StopPodsOnExit = "stop-pods-on-exit";
    public const string ActorConfig = "actor-config";
    public const string Kubeconfig = "kubeconfig";

    /// <summary>All of them, those that work in the order of help.</summary>
    public static IReadOnlyList<ProcessFlag> All { get; } =
    [
        new(Config, "FILE", "KubeletConfiguration file, YAML or JSON."),
        new(ConfigDirectory, "DIR", "Directory of *.conf files that are merged onto it, in lexical order."),
        new(RootDirectory, "DIR", "Where state is kept. Default: /var/lib/kubelet; with embedded://, a folder of your own that is named at start."),
        new(HostnameOverride, "NAME", "Name of the node. Default: the host's name."),
        new(NodeIp, "IP[,IP]", "Address of the node; two for dual stack. 0.0.0.0 or :: choose the family only."),
        new(NodeLabels, "K=V,…", "Labels that the node registers with; later changes are not applied to an existing node."),
        new(CloudProvider, "NAME", "external when a cloud controller initialises the node, or nothing."),
        new(AllocatableIgnoresEviction, "", "Leave no room for hard eviction in allocatable. Deprecated in the kubelet."),
        new(Output, "FORM", "What is shown: auto, table or log. Default: a live table on a terminal, log lines otherwise."),
        new(StopPodsOnExit, "", "Stop all pods when the agent stops. Default: true with embedded:// unless run by systemd, false otherwise."),
        new(ActorConfig, "FILE", "HOCON file laid over the built-in actor system settings."),
        new(Kubeconfig, "FILE", "How to reach the API server, and as whom; without it the agent runs static pods only."),

        NotYet("bootstrap-kubeconfig", "FILE", "Credentials to obtain a client certificate with."),
        NotYet("cert-dir", "DIR", "Directory of certificates."),
        NotYet("lock-file", "FILE", "File that only one agent may hold."),
        NotYet("exit-on-lock-contention", "", "Exit when somebody else wants the lock file."),
        NotYet("runtime-cgroups", "PATH", "Cgroup of the runtime."),
        NotYet("image-credential-provider-config", "PATH", "File or directory of credential providers."),
        NotYet("image-credential-provider-bin-dir", "DIR", "Directory of credential provider programs."),
        NotYet("housekeeping-interval", "DURATION", "Time between two looks at container usage."),
        NotYet("max-housekeeping-interval", "DURATION", "Longest such time."),
        NotYet("minimum-container-ttl-duration", "DURATION", "Age from which a dead container is removed."),
        NotYet("maximum-dead-containers-per-container", "N", "Dead instances kept per container."),
        NotYet("maximum-dead-containers", "N", "Dead containers kept in all."),

        Obsolete("pod-infra-container-image", "IMAGE", "The runtime chooses the sandbox image."),
        Obsolete("container-runtime", "NAME", "The runtime is always remote."),
        Obsolete("experimental-mounter-path", "PATH", "Mounts are made by the agent."),
    ];

    /// <summary>The flag of that name; null when there is none.</summary>
    public static ProcessFlag? Find(string name) => All.FirstOrDefault(flag => flag.Name == name);

    private static ProcessFlag NotYet(string name, string value, string description) =>
        new(name, value, description, FlagSupport.NotYet);

    private static ProcessFlag Obsolete(string name, string value, string description) =>
        new(name, value, description, FlagSupport.Obsolete);
}
