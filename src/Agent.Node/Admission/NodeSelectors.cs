using System.Globalization;
using Agent.Kubernetes;

namespace Agent.Node.Admission;

/// <summary>Whether a node is one that a pod's nodeSelector and required node affinity ask for.</summary>
internal static class NodeSelectors
{
    /// <summary>Both must match.</summary>
    public static bool Match(V1Pod pod, V1Node node) =>
        (pod.Spec.NodeSelector ?? EmptyLabels).All(s => Label(node, s.Key) == s.Value)
        && (pod.Spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required
            || required.NodeSelectorTerms.Any(term => Matches(term, node)));

    private static readonly IReadOnlyDictionary<string, string> EmptyLabels = new SortedDictionary<string, string>(StringComparer.Ordinal);

    // A term that says nothing selects nothing.
    private static bool Matches(V1NodeSelectorTerm term, V1Node node)
    {
        var expressions = term.MatchExpressions ?? [];
        var fields = term.MatchFields ?? [];
        return expressions.Count + fields.Count > 0
            && expressions.All(e => Matches(e, Label(node, e.Key)))
            && fields.All(f => f.Key == "metadata.name" && Matches(f, node.Metadata.Name));
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
        values.Count == 1 && Number(value) is { } left && Number(values[0]) is { } right ? left.CompareTo(right) : 0;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Label(V1Node node, string key) =>
        node.Metadata.Labels is { } labels && labels.TryGetValue(key, out var value) ? value : null;
}
