namespace Agent.Node.Runtime;

/// <summary>The CRI calls that go through the gateway. Names equal the names of the calls in <c>runtime.v1</c>.</summary>
internal enum CriMethod
{
    Version,
    Status,
    RuntimeConfig,
    RunPodSandbox,
    StopPodSandbox,
    RemovePodSandbox,
    PodSandboxStatus,
    ListPodSandbox,
    CreateContainer,
    StartContainer,
    StopContainer,
    RemoveContainer,
    ListContainers,
    ContainerStatus,
    ReopenContainerLog,
    UpdateContainerResources,
    ExecSync,
    ImageStatus,
    PullImage,
    ListImages,
    RemoveImage,
}
