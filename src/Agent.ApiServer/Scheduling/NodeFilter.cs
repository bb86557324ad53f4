using Agent.Kubernetes.Resources;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Scheduling;

/// <summary>Whether a pod can go to a node, and if not, why, in the words that kubectl shows.</summary>
internal static class NodeFilter
{
    private static readonly Taint Cordoned = new("node.kubernetes.io/unschedulable", "", "NoSchedule", null);

    /// <summary>Why a pod cannot go there; null: it can.</summary>
    public static string? Refusal(PodDemand pod, NodeFacts node, NodeUse use)
    {
        if (node.IsUnschedulable && !pod.Tolerations.Any(t => TaintRules.Tolerates(t, Cordoned)))
        {
            return "node(s) were unschedulable";
        }

        if (Untolerated(pod, node) is { } taint)
        {
            return $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}";
        }

        if (!MatchesSelector(pod, node))
        {
            return "node(s) didn't match Pod's node affinity/selector";
        }

        if (pod.HostPorts.Any(use.HasPort))
        {
            return "node(s) didn't have free ports for the requested pod ports";
        }

        foreach (var (name, amount) in pod.Requests)
        {
            if (use.Of(name) + amount > node.Allocatable.GetValueOrDefault(name))
            {
                return name == ResourceNames.Pods ? "Too many pods" : "Insufficient " + name;
            }
        }

        return null;
    }

    public static Taint? Untolerated(PodDemand pod, NodeFacts node) =>
        TaintRules.Untolerated(pod.Tolerations, node.Taints, "NoSchedule", "NoExecute");

    public static bool MatchesSelector(PodDemand pod, NodeFacts node) =>
        NodeSelection.Matches(pod.NodeSelector, pod.Affinity, node.Name, node.Labels);
}
