namespace Agent.Node.Runtime;

/// <summary>Names of the calls in the metric label <c>operation_type</c>, as the kubelet writes them.</summary>
internal static class CriMethodNames
{
    /// <summary>The label value.</summary>
    public static string MetricName(this CriMethod method) => method switch
    {
        CriMethod.Version => "version",
        CriMethod.Status => "status",
        CriMethod.RuntimeConfig => "runtime_config",
        CriMethod.RunPodSandbox => "run_podsandbox",
        CriMethod.StopPodSandbox => "stop_podsandbox",
        CriMethod.RemovePodSandbox => "remove_podsandbox",
        CriMethod.PodSandboxStatus => "podsandbox_status",
        CriMethod.ListPodSandbox => "list_podsandbox",
        CriMethod.CreateContainer => "create_container",
        CriMethod.StartContainer => "start_container",
        CriMethod.StopContainer => "stop_container",
        CriMethod.RemoveContainer => "remove_container",
        CriMethod.ListContainers => "list_containers",
        CriMethod.ContainerStatus => "container_status",
        CriMethod.ReopenContainerLog => "reopen_container_log",
        CriMethod.UpdateContainerResources => "update_container",
        CriMethod.ExecSync => "exec_sync",
        CriMethod.ImageStatus => "image_status",
        CriMethod.PullImage => "pull_image",
        CriMethod.ListImages => "list_images",
        CriMethod.RemoveImage => "remove_image",
        _ => method.ToString(),
    };
}
