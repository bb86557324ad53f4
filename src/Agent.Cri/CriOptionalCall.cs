namespace Agent.Cri;

/// <summary>Calls that a runtime may lack, by their CRI names: newer than containerd 1.6, or optional by definition.</summary>
public enum CriOptionalCall
{
    /// <summary>In the CRI since Kubernetes 1.25.</summary>
    GetContainerEvents,

    /// <summary>In the CRI since Kubernetes 1.28.</summary>
    RuntimeConfig,

    /// <summary>In the CRI since Kubernetes 1.23.</summary>
    PodSandboxStats,

    /// <summary>In the CRI since Kubernetes 1.23.</summary>
    ListPodSandboxStats,

    /// <summary>In the CRI since Kubernetes 1.26.</summary>
    ListMetricDescriptors,

    /// <summary>In the CRI since Kubernetes 1.26.</summary>
    ListPodSandboxMetrics,

    /// <summary>In the CRI since Kubernetes 1.33.</summary>
    UpdatePodSandboxResources,

    /// <summary>In the CRI since Kubernetes 1.25.</summary>
    CheckpointContainer,

    /// <summary>In the CRI since Kubernetes 1.37.</summary>
    CheckpointPod,

    /// <summary>In the CRI since Kubernetes 1.37.</summary>
    RestorePod,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListPodSandbox</c> is used.</summary>
    StreamPodSandboxes,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListContainers</c> is used.</summary>
    StreamContainers,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListContainerStats</c> is used.</summary>
    StreamContainerStats,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListPodSandboxStats</c> is used.</summary>
    StreamPodSandboxStats,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListPodSandboxMetrics</c> is used.</summary>
    StreamPodSandboxMetrics,

    /// <summary>In the CRI since Kubernetes 1.36; without it <c>ListImages</c> is used.</summary>
    StreamImages,
}
