namespace Agent.Kubernetes.Validation;

/// <summary>Rules of affinity to nodes and to other pods.</summary>
internal static class AffinityRules
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    private const int MaxWeight = 100;

    public static void Check(FieldErrors errors, FieldPath path, V1Affinity? affinity)
    {
        if (affinity?.NodeAffinity is { } node)
        {
            var at = path["nodeAffinity"];
            SelectorRules.Check(errors, at[Required], node.RequiredDuringSchedulingIgnoredDuringExecution);
            foreach (var (term, i) in (node.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Select((t, i) => (t, i)))
            {
                errors.InRange(at[Preferred][i]["weight"], term.Weight, 1, MaxWeight);
                SelectorRules.Check(errors, at[Preferred][i]["preference"], term.Preference);
            }
        }

        if (affinity?.PodAffinity is { } pod)
        {
            Terms(
                errors,
                path["podAffinity"],
                pod.RequiredDuringSchedulingIgnoredDuringExecution,
                pod.PreferredDuringSchedulingIgnoredDuringExecution);
        }

        if (affinity?.PodAntiAffinity is { } anti)
        {
            Terms(
                errors,
                path["podAntiAffinity"],
                anti.RequiredDuringSchedulingIgnoredDuringExecution,
                anti.PreferredDuringSchedulingIgnoredDuringExecution);
        }
    }

    /// <summary>Keys of labels to match stand beside a selector and name no key twice.</summary>
    public static void LabelKeys(
        FieldErrors errors,
        FieldPath path,
        V1LabelSelector? selector,
        IReadOnlyList<string>? match,
        IReadOnlyList<string>? mismatch)
    {
        // The API server adds these keys to the selector it stores, so finding them there as well is not an error.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, keys) in new[] { ("matchLabelKeys", match ?? []), ("mismatchLabelKeys", mismatch ?? []) })
        {
            if (keys.Count > 0 && selector is null)
            {
                errors.Forbidden(path[field], "must not be set when labelSelector is not set");
            }

            for (var i = 0; i < keys.Count; i++)
            {
                errors.Check(path[field][i], keys[i], NameRules.QualifiedName);
                if (!taken.Add(keys[i]))
                {
                    errors.Invalid(path[field][i], keys[i], "the key stands in these keys already");
                }
            }
        }
    }

    private static void Terms(
        FieldErrors errors,
        FieldPath path,
        IReadOnlyList<V1PodAffinityTerm>? required,
        IReadOnlyList<V1WeightedPodAffinityTerm>? preferred)
    {
        foreach (var (term, i) in (required ?? []).Select((t, i) => (t, i)))
        {
            Term(errors, path[Required][i], term);
        }

        foreach (var (term, i) in (preferred ?? []).Select((t, i) => (t, i)))
        {
            errors.InRange(path[Preferred][i]["weight"], term.Weight, 1, MaxWeight);
            Term(errors, path[Preferred][i]["podAffinityTerm"], term.PodAffinityTerm ?? new V1PodAffinityTerm());
        }
    }

    private static void Term(FieldErrors errors, FieldPath path, V1PodAffinityTerm term)
    {
        SelectorRules.Check(errors, path["labelSelector"], term.LabelSelector);
        SelectorRules.Check(errors, path["namespaceSelector"], term.NamespaceSelector);
        foreach (var name in term.Namespaces ?? [])
        {
            errors.Check(path["namespace"], name, NameRules.DnsLabel);
        }

        LabelKeys(errors, path, term.LabelSelector, term.MatchLabelKeys, term.MismatchLabelKeys);
        errors.RequiredAndCheck(path["topologyKey"], term.TopologyKey, NameRules.QualifiedName);
    }
}
