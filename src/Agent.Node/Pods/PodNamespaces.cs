using Agent.Cri.Protocol;
using Agent.Kubernetes;

namespace Agent.Node.Pods;

/// <summary>The namespaces a pod shares with the node or among its containers.</summary>
internal static class PodNamespaces
{
    /// <summary>CRI namespace options of the pod.</summary>
    public static NamespaceOption For(V1Pod pod) => new()
    {
        Network = pod.Spec.HostNetwork == true ? NamespaceMode.Node : NamespaceMode.Pod,
        Ipc = pod.Spec.HostIPC == true ? NamespaceMode.Node : NamespaceMode.Pod,
        Pid = pod.Spec.HostPID == true ? NamespaceMode.Node
            : pod.Spec.ShareProcessNamespace == true ? NamespaceMode.Pod
            : NamespaceMode.Container,
    };
}
