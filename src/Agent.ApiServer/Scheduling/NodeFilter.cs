using System.Globalization;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

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

    public static bool MatchesSelector(PodDemand pod, NodeFacts node)
    {
        foreach (var (key, value) in pod.NodeSelector)
        {
            if (!node.Labels.TryGetValue(key, out var own) || own != value)
            {
                return false;
            }
        }

        return pod.Affinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required
            || required.NodeSelectorTerms.Any(term => Matches(term, node));
    }

    /// <summary>A term without any requirement selects nothing.</summary>
    public static bool Matches(V1NodeSelectorTerm term, NodeFacts node)
    {
        var expressions = term.MatchExpressions ?? [];
        var fields = term.MatchFields ?? [];
        return expressions.Count + fields.Count > 0
            && expressions.All(e => Matches(e, node.Labels.TryGetValue(e.Key, out var label) ? label : null))
            && fields.All(f => f.Key == "metadata.name" && Matches(f, node.Name));
    }

    private static bool Matches(V1NodeSelectorRequirement requirement, string? value)
    {
        var values = requirement.Values ?? [];
        return requirement.Operator switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,
            _ => false,
        };
    }

    private static int Compare(string? value, IReadOnlyList<string> values) =>
        values.Count == 1 && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right) : 0;
}
