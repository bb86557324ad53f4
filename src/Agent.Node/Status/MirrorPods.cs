using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Status;

/// <summary>Decisions on mirror pods, the API server's pictures of static pods.</summary>
internal static class MirrorPods
{
    /// <summary>What to do next about the mirror of one name.</summary>
    /// <param name="wanted">The static pod of that name, if any.</param>
    /// <param name="mirror">The mirror that the API server has; null: none.</param>
    /// <param name="node">The node's object; null: not known yet.</param>
    /// <param name="sourcesReady">Every pod source has spoken: a mirror without a static pod is an orphan.</param>
    public static MirrorStep Next(MirrorWanted wanted, V1Pod? mirror, MirrorNode? node, bool sourcesReady)
    {
        if (wanted.IsEnding)
        {
            return MirrorStep.None;
        }

        if (mirror is null)
        {
            return wanted.Pod is not null && node is { Uid.Length: > 0, IsDeleted: false } ? MirrorStep.Create : MirrorStep.None;
        }

        return wanted.Pod is null ? sourcesReady ? MirrorStep.Delete : MirrorStep.None
            : mirror.Metadata.DeletionTimestamp is not null || !mirror.IsMirrorOf(wanted.Pod) ? MirrorStep.Delete
            : MirrorStep.None;
    }

    /// <summary>The mirror of a static pod: the pod with all its annotations, marked by its hash, owned by the node.</summary>
    public static V1Pod Create(V1Pod pod, MirrorNode node) => pod with
    {
        Metadata = pod.Metadata with
        {
            Uid = null,
            Annotations = pod.Metadata.Annotations.With(PodAnnotations.ConfigMirror, pod.Annotation(PodAnnotations.ConfigHash) ?? ""),
            OwnerReferences = [new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = node.Name, Uid = node.Uid, Controller = true }],
        },
        Status = new V1PodStatus(),
    };
}
