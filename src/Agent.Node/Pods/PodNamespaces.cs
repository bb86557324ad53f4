using Agent.Cri.Protocol;
using Agent.Kubernetes;

namespace Agent.Node.Pods;

/// <summary>The namespaces a pod shares with the node or among its containers.</summary>
internal static class PodNamespaces
{
    /// <summary>CRI namespace options of the pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="ids">Ids of the host for its user namespace; null: it has the host's.</param>
    public static NamespaceOption For(V1Pod pod, UserIdMapping? ids = null) => new()
    {
        Network = pod.Spec.HostNetwork == true ? NamespaceMode.Node : NamespaceMode.Pod,
        Ipc = pod.Spec.HostIPC == true ? NamespaceMode.Node : NamespaceMode.Pod,
        Pid = pod.Spec.HostPID == true ? NamespaceMode.Node
            : pod.Spec.ShareProcessNamespace == true ? NamespaceMode.Pod
            : NamespaceMode.Container,
        UsernsOptions = ids is null
            ? new UserNamespace { Mode = NamespaceMode.Node }
            : new UserNamespace { Mode = NamespaceMode.Pod, Uids = { ids.ToMapping() }, Gids = { ids.ToMapping() } },
    };
}
