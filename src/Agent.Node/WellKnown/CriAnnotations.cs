namespace Agent.Node.WellKnown;

/// <summary>Annotations that containers carry in the runtime, from which the agent knows them again after a restart.</summary>
public static class CriAnnotations
{
    /// <summary>Hash of the container's name and image, lower-case hex.</summary>
    public const string ContainerHash = "io.kubernetes.container.hash";

    /// <summary>How often the container was restarted before this instance, decimal.</summary>
    public const string RestartCount = "io.kubernetes.container.restartCount";

    /// <summary>Path of the termination message in the container.</summary>
    public const string TerminationMessagePath = "io.kubernetes.container.terminationMessagePath";

    /// <summary>Where the termination message comes from.</summary>
    public const string TerminationMessagePolicy = "io.kubernetes.container.terminationMessagePolicy";

    /// <summary>The preStop hook as JSON, when there is one.</summary>
    public const string PreStopHandler = "io.kubernetes.container.preStopHandler";

    /// <summary>The ports as JSON, when there are any.</summary>
    public const string Ports = "io.kubernetes.container.ports";

    /// <summary>The pod's metadata.deletionGracePeriodSeconds, when set.</summary>
    public const string PodDeletionGracePeriod = "io.kubernetes.pod.deletionGracePeriod";

    /// <summary>The pod's spec.terminationGracePeriodSeconds, when set.</summary>
    public const string PodTerminationGracePeriod = "io.kubernetes.pod.terminationGracePeriod";
}
