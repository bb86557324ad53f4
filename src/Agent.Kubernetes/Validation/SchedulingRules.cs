namespace Agent.Kubernetes.Validation;

/// <summary>Rules of what the scheduler reads.</summary>
internal static class SchedulingRules
{
    public static void Check(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        MetadataRules.Labels(errors, path["nodeSelector"], spec.NodeSelector);
        AffinityRules.Check(errors, path["affinity"], spec.Affinity);
        Tolerations(errors, path["tolerations"], spec.Tolerations ?? []);
        Spread(errors, path["topologySpreadConstraints"], spec.TopologySpreadConstraints ?? []);
        Gates(errors, path, spec);
        errors.OneOf(path["preemptionPolicy"], spec.PreemptionPolicy, "PreemptLowerPriority", "Never");
    }

    private static void Tolerations(FieldErrors errors, FieldPath path, IReadOnlyList<V1Toleration> tolerations)
    {
        for (var i = 0; i < tolerations.Count; i++)
        {
            var (toleration, at) = (tolerations[i], path[i]);
            var value = toleration.Value ?? "";
            if (!string.IsNullOrEmpty(toleration.Key))
            {
                errors.Check(at["key"], toleration.Key, NameRules.QualifiedName);
            }
            else if (toleration.Operator != "Exists")
            {
                errors.Invalid(
                    at["operator"], toleration.Operator ?? "", "must be Exists when key is empty, which matches every taint");
            }

            if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
            {
                errors.Invalid(at["effect"], toleration.Effect ?? "", "must be NoExecute when tolerationSeconds is set");
            }

            if (toleration.Operator is null or "" or "Equal")
            {
                errors.Check(at["operator"], value, NameRules.LabelValue);
            }
            else if (toleration.Operator != "Exists")
            {
                errors.OneOf(at["operator"], toleration.Operator, "Equal", "Exists");
            }
            else if (value.Length > 0)
            {
                errors.Invalid(at["operator"], value, "value must be empty when operator is Exists");
            }

            if (!string.IsNullOrEmpty(toleration.Effect))
            {
                errors.OneOf(at["effect"], toleration.Effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
            }
        }
    }

    private static void Spread(FieldErrors errors, FieldPath path, IReadOnlyList<V1TopologySpreadConstraint> constraints)
    {
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < constraints.Count; i++)
        {
            var (constraint, at) = (constraints[i], path[i]);
            if (constraint.MaxSkew <= 0)
            {
                errors.Invalid(at["maxSkew"], constraint.MaxSkew, "must be greater than 0");
            }

            errors.RequiredAndCheck(at["topologyKey"], constraint.TopologyKey, NameRules.QualifiedName);
            errors.RequiredOneOf(at["whenUnsatisfiable"], constraint.WhenUnsatisfiable, "DoNotSchedule", "ScheduleAnyway");
            if (!seen.Add((constraint.TopologyKey, constraint.WhenUnsatisfiable)))
            {
                errors.Duplicate(at, $"{constraint.TopologyKey}, {constraint.WhenUnsatisfiable}");
            }

            if (constraint.MinDomains <= 0)
            {
                errors.Invalid(at["minDomains"], constraint.MinDomains, "must be greater than 0");
            }
            else if (constraint.MinDomains is not null && constraint.WhenUnsatisfiable != "DoNotSchedule")
            {
                errors.Invalid(
                    at["minDomains"], constraint.MinDomains, "may only be set when whenUnsatisfiable is DoNotSchedule");
            }

            errors.OneOf(at["nodeAffinityPolicy"], constraint.NodeAffinityPolicy, "Ignore", "Honor");
            errors.OneOf(at["nodeTaintsPolicy"], constraint.NodeTaintsPolicy, "Ignore", "Honor");
            SelectorRules.Check(errors, at["labelSelector"], constraint.LabelSelector);
            AffinityRules.LabelKeys(errors, at, constraint.LabelSelector, constraint.MatchLabelKeys, mismatch: null);
        }
    }

    private static void Gates(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (gate, i) in (spec.SchedulingGates ?? []).Select((g, i) => (g, i)))
        {
            errors.Check(path["schedulingGates"][i], gate.Name, NameRules.QualifiedName);
            if (!seen.Add(gate.Name))
            {
                errors.Duplicate(path["schedulingGates"][i], gate.Name);
            }
        }

        if (seen.Count > 0 && !string.IsNullOrEmpty(spec.NodeName))
        {
            errors.Forbidden(path["nodeName"], "may not be set before all schedulingGates are removed");
        }
    }
}
