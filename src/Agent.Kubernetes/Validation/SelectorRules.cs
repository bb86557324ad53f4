namespace Agent.Kubernetes.Validation;

/// <summary>Rules of selectors of labels and nodes.</summary>
internal static class SelectorRules
{
    public static void Check(FieldErrors errors, FieldPath path, V1LabelSelector? selector)
    {
        if (selector is null)
        {
            return;
        }

        MetadataRules.Labels(errors, path["matchLabels"], selector.MatchLabels);
        foreach (var (requirement, i) in (selector.MatchExpressions ?? []).Select((r, i) => (r, i)))
        {
            var at = path["matchExpressions"][i];
            errors.Check(at["key"], requirement.Key, NameRules.QualifiedName);
            Values(errors, at, requirement.Operator, requirement.Values ?? [], "In", "NotIn", "Exists", "DoesNotExist");
            foreach (var (value, v) in (requirement.Values ?? []).Select((value, v) => (value, v)))
            {
                errors.Check(at["values"][v], value, NameRules.LabelValue);
            }
        }
    }

    public static void Check(FieldErrors errors, FieldPath path, V1NodeSelector? selector)
    {
        if (selector is null)
        {
            return;
        }

        if (selector.NodeSelectorTerms.Count == 0)
        {
            errors.Required(path["nodeSelectorTerms"], "at least one term is needed");
        }

        for (var i = 0; i < selector.NodeSelectorTerms.Count; i++)
        {
            Check(errors, path["nodeSelectorTerms"][i], selector.NodeSelectorTerms[i]);
        }
    }

    public static void Check(FieldErrors errors, FieldPath path, V1NodeSelectorTerm? term)
    {
        foreach (var (requirement, i) in (term?.MatchExpressions ?? []).Select((r, i) => (r, i)))
        {
            var at = path["matchExpressions"][i];
            errors.Check(at["key"], requirement.Key, NameRules.QualifiedName);
            if (requirement.Operator is "Gt" or "Lt")
            {
                if (requirement.Values?.Count != 1)
                {
                    errors.Required(at["values"], "must be one value when operator is Gt or Lt");
                }
            }
            else
            {
                Values(
                    errors, at, requirement.Operator, requirement.Values ?? [], "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
            }
        }

        foreach (var (requirement, i) in (term?.MatchFields ?? []).Select((r, i) => (r, i)))
        {
            var at = path["matchFields"][i];
            errors.OneOf(at["key"], requirement.Key, "metadata.name");
            errors.OneOf(at["operator"], requirement.Operator, "In", "NotIn");
            if (requirement.Values is not [var node])
            {
                errors.Required(at["values"], "must be one value");
            }
            else
            {
                errors.Check(at["values"][0], node, NameRules.DnsSubdomain);
            }
        }
    }

    private static void Values(
        FieldErrors errors, FieldPath at, string operation, IReadOnlyList<string> values, params ReadOnlySpan<string> allowed)
    {
        errors.OneOf(at["operator"], operation, allowed);
        if (operation is "In" or "NotIn" && values.Count == 0)
        {
            errors.Required(at["values"], "must be set when operator is In or NotIn");
        }
        else if (operation is "Exists" or "DoesNotExist" && values.Count > 0)
        {
            errors.Forbidden(at["values"], "may not be set when operator is Exists or DoesNotExist");
        }
    }
}
