namespace Agent.Node.WellKnown;

/// <summary>Labels that sandboxes and containers carry in the runtime, which crictl and log collectors read.</summary>
public static class CriLabels
{
    /// <summary>The pod's name.</summary>
    public const string PodName = "io.kubernetes.pod.name";

    /// <summary>The pod's namespace.</summary>
    public const string PodNamespace = "io.kubernetes.pod.namespace";

    /// <summary>The pod's UID.</summary>
    public const string PodUid = "io.kubernetes.pod.uid";

    /// <summary>The container's name; containers only.</summary>
    public const string ContainerName = "io.kubernetes.container.name";
}
