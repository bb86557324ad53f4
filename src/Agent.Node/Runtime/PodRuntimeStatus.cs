namespace Agent.Node.Runtime;

/// <summary>Everything the runtime has of one pod at one moment.</summary>
/// <param name="Uid">Pod UID, from the label <c>io.kubernetes.pod.uid</c>.</param>
/// <param name="Name">Pod name; empty if the runtime has nothing of the pod.</param>
/// <param name="Namespace">Pod namespace.</param>
/// <param name="Sandboxes">Newest first: by attempt, then creation.</param>
/// <param name="Containers">Newest first: by creation, then identifier.</param>
/// <param name="ReadAt">When the reading of it began (TimeProvider timestamp): it shows every call answered before.</param>
internal sealed record PodRuntimeStatus(
    string Uid, string Name, string Namespace, IReadOnlyList<SandboxInstance> Sandboxes, IReadOnlyList<ContainerInstance> Containers, long ReadAt)
{
    /// <summary>The runtime has nothing of the pod.</summary>
    public static PodRuntimeStatus Empty(string uid, long readAt) => new(uid, "", "", [], [], readAt);

    /// <summary>A container runs or a sandbox is ready.</summary>
    public bool IsAlive => Sandboxes.Any(s => s.Ready) || Containers.Any(c => c.State == ContainerInstanceState.Running);
}
