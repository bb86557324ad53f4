using Agent.Kubernetes;
using Agent.Kubernetes.Selectors;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Admission;

/// <summary>What else the scheduler checks: the node's labels and name, its ports and taints, what it can do at all.</summary>
internal static class NodePredicates
{
    /// <summary>Why the pod does not belong here; null: it may.</summary>
    public static AdmissionVerdict? Check(V1Pod pod, AdmissionNode node, IReadOnlyList<V1Pod> others)
    {
        if (node.Object is { } known
            && !NodeSelection.Matches(pod.Spec.NodeSelector, pod.Spec.Affinity?.NodeAffinity, known.Metadata.Name ?? "", known.Metadata.Labels))
        {
            return Failed("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
        }

        if (pod.Spec.NodeName is { Length: > 0 } name && name != node.Name)
        {
            return Failed("NodeName", "node(s) didn't match the requested node name");
        }

        if (HostPorts(pod).Any(port => others.Any(other => HostPorts(other).Any(port.ConflictsWith))))
        {
            return Failed("NodePorts", "node(s) didn't have free ports for the requested pod ports");
        }

        if (!pod.IsStatic() && HasUntoleratedTaint(pod, node))
        {
            return Failed("TaintToleration", "node(s) had untolerated taint(s)");
        }

        return OperatingSystem(pod) ?? Groups(pod, node);
    }

    private static AdmissionVerdict Failed(string predicate, string why) => new(predicate, $"Predicate {predicate} failed: {why}");

    private static bool HasUntoleratedTaint(V1Pod pod, AdmissionNode node) => (node.Object?.Spec.Taints ?? []).Any(
        taint => taint.Effect == "NoExecute" && !(pod.Spec.Tolerations ?? []).Any(t => t.Tolerates(taint.Key ?? "", taint.Value ?? "", "NoExecute")));

    private static AdmissionVerdict? OperatingSystem(V1Pod pod) =>
        pod.Spec.NodeSelector?.TryGetValue(NodeLabels.Os, out var label) == true && label != "linux"
            ? new("PodOSSelectorNodeLabelDoesNotMatch", "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label")
        : pod.Spec.Os?.Name is { Length: > 0 } system && system != "linux"
            ? new("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS")
        : null;

    private static AdmissionVerdict? Groups(V1Pod pod, AdmissionNode node) =>
        pod.Spec.SecurityContext?.SupplementalGroupsPolicy == "Strict" && node.Object is { } known
        && known.Status.Features?.SupplementalGroupsPolicy is not true
            ? new("SupplementalGroupsPolicyNotSupported", "SupplementalGroupsPolicy=Strict is not supported in this node")
            : null;

    private static IEnumerable<HostPort> HostPorts(V1Pod pod) => pod.Spec.Containers
        .Concat((pod.Spec.InitContainers ?? []).Where(c => c.IsSidecar()))
        .SelectMany(c => c.Ports ?? [])
        .Where(p => p.HostPort is > 0)
        .Select(p => new HostPort(p.HostIP ?? "", p.Protocol is { Length: > 0 } protocol ? protocol : "TCP", p.HostPort!.Value));

    private readonly record struct HostPort(string Ip, string Protocol, int Port)
    {
        public bool ConflictsWith(HostPort other) =>
            Port == other.Port && Protocol == other.Protocol && (Ip == other.Ip || IsEvery(Ip) || IsEvery(other.Ip));

        private static bool IsEvery(string ip) => ip is "" or "0.0.0.0" or "::";
    }
}
