using Agent.Kubernetes;
using Agent.Node.WellKnown;

namespace Agent.Node.Sources;

/// <summary>What a pod's origin makes it: static, mirror, critical; and how it is named across sources.</summary>
public static class PodOrigins
{
    private const char FullNameSeparator = '_';

    /// <summary>Whether the pod comes from a file or URL and not from the API server.</summary>
    public static bool IsStatic(this V1Pod pod) =>
        pod.Annotation(PodAnnotations.ConfigSource) is { } source && source != PodSourceNames.Api;

    /// <summary>Whether the pod is the API server's picture of a static pod.</summary>
    public static bool IsMirror(this V1Pod pod) => pod.Annotation(PodAnnotations.ConfigMirror) is not null;

    /// <summary>Whether a mirror pod shows this static pod as it is now.</summary>
    public static bool IsMirrorOf(this V1Pod mirror, V1Pod pod) =>
        mirror.Annotation(PodAnnotations.ConfigMirror) is { } hash && hash == pod.Annotation(PodAnnotations.ConfigHash);

    /// <summary>Whether the pod is spared by eviction and may preempt others: static, mirror, or of system priority.</summary>
    public static bool IsCritical(this V1Pod pod) =>
        pod.IsStatic() || pod.IsMirror() || pod.Spec.Priority >= PriorityClasses.SystemCritical;

    /// <summary>Whether the pod is critical and of the class of those the node cannot do without.</summary>
    public static bool IsNodeCritical(this V1Pod pod) =>
        pod.IsCritical() && pod.Spec.PriorityClassName == PriorityClasses.SystemNodeCritical;

    /// <summary><c>name_namespace</c>: what pairs a static pod with its mirror, and is unique within a source.</summary>
    public static string FullName(this V1Pod pod) => pod.Name() + FullNameSeparator + pod.Namespace();

    /// <summary><c>name_namespace(uid)</c>, for log lines and messages.</summary>
    public static string HumanName(this V1Pod pod) => $"{pod.FullName()}({pod.Uid()})";
}
