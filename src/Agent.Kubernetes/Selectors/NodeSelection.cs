using System.Globalization;

namespace Agent.Kubernetes.Selectors;

/// <summary>Which nodes a pod asks for: <c>spec.nodeSelector</c> and the node affinity, as scheduler and node agents read them.</summary>
public static class NodeSelection
{
    /// <summary>Whether a node is one that a pod requires: its node selector and its required affinity must both match.</summary>
    /// <param name="selector">The pod's node selector; null: none.</param>
    /// <param name="affinity">The pod's node affinity; null: none. What it merely prefers does not count.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="labels">Labels of the node; null: none.</param>
    public static bool Matches(
        IReadOnlyDictionary<string, string>? selector, V1NodeAffinity? affinity, string name, IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var (key, value) in selector ?? ModelEquality.EmptyMap<string>())
        {
            if (Label(labels, key) != value)
            {
                return false;
            }
        }

        return affinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required
            || required.NodeSelectorTerms.Any(term => Matches(term, name, labels));
    }

    /// <summary>Whether a term matches a node: all of it must. A term without any requirement matches none.</summary>
    /// <param name="term">The term.</param>
    /// <param name="name">Name of the node, the only field that can be selected.</param>
    /// <param name="labels">Labels of the node; null: none.</param>
    public static bool Matches(V1NodeSelectorTerm term, string name, IReadOnlyDictionary<string, string>? labels)
    {
        ArgumentNullException.ThrowIfNull(term);
        var expressions = term.MatchExpressions ?? [];
        var fields = term.MatchFields ?? [];
        return expressions.Count + fields.Count > 0
            && expressions.All(e => Matches(e, Label(labels, e.Key)))
            && fields.All(f => f.Key == "metadata.name" && Matches(f, name));
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

    private static string? Label(IReadOnlyDictionary<string, string>? labels, string key) =>
        labels is not null && labels.TryGetValue(key, out var value) ? value : null;
}
