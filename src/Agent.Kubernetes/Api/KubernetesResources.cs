namespace Agent.Kubernetes.Api;

/// <summary>The resources a node agent works with.</summary>
public static class KubernetesResources
{
    /// <summary>Pods.</summary>
    public static ApiResource Pods { get; } = new("", "v1", "pods", "Pod", true);

    /// <summary>Nodes.</summary>
    public static ApiResource Nodes { get; } = new("", "v1", "nodes", "Node", false);

    /// <summary>Services.</summary>
    public static ApiResource Services { get; } = new("", "v1", "services", "Service", true);

    /// <summary>Config maps.</summary>
    public static ApiResource ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap", true);

    /// <summary>Secrets.</summary>
    public static ApiResource Secrets { get; } = new("", "v1", "secrets", "Secret", true);

    /// <summary>Service accounts; subresource <c>token</c>.</summary>
    public static ApiResource ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount", true);

    /// <summary>Events of the core group, which the kubelet writes.</summary>
    public static ApiResource Events { get; } = new("", "v1", "events", "Event", true);

    /// <summary>Namespaces.</summary>
    public static ApiResource Namespaces { get; } = new("", "v1", "namespaces", "Namespace", false);

    /// <summary>Leases; a node's is in <c>kube-node-lease</c>.</summary>
    public static ApiResource Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", true);

    /// <summary>CSINodes.</summary>
    public static ApiResource CsiNodes { get; } = new("storage.k8s.io", "v1", "csinodes", "CSINode", false);

    /// <summary>Runtime classes.</summary>
    public static ApiResource RuntimeClasses { get; } = new("node.k8s.io", "v1", "runtimeclasses", "RuntimeClass", false);

    /// <summary>Priority classes.</summary>
    public static ApiResource PriorityClasses { get; } = new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false);
}
