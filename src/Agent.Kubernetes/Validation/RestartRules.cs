namespace Agent.Kubernetes.Validation;

/// <summary>Rules of a container's own restart policy and of what a resize restarts.</summary>
internal static class RestartRules
{
    private const int MaxRules = 20;
    private const int MaxExitCodes = 255;

    public static void Check(FieldErrors errors, FieldPath path, V1Container container, string? podPolicy)
    {
        errors.OneOf(path["restartPolicy"], container.RestartPolicy, "Always", "OnFailure", "Never");
        CheckRules(errors, path["restartPolicyRules"], container);
        CheckResize(errors, path["resizePolicy"], container.ResizePolicy ?? [], container.RestartPolicy ?? podPolicy);
    }

    private static void CheckRules(FieldErrors errors, FieldPath path, V1Container container)
    {
        var rules = container.RestartPolicyRules ?? [];
        if (rules.Count > 0 && container.RestartPolicy is null)
        {
            errors.Required(path, "restartPolicy must be set when there are rules");
        }

        if (rules.Count > MaxRules)
        {
            errors.TooMany(path, rules.Count, MaxRules);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            errors.RequiredOneOf(path[i]["action"], rules[i].Action, "Restart", "RestartAllContainers");
            if (rules[i].ExitCodes is not { } codes)
            {
                errors.Required(path[i]["exitCodes"]);
                continue;
            }

            var at = path[i]["exitCodes"];
            errors.RequiredOneOf(at["operator"], codes.Operator, "In", "NotIn");
            var values = codes.Values ?? [];
            if (values.Count == 0)
            {
                errors.Required(at["values"], "at least one exit code is needed");
            }

            if (values.Count > MaxExitCodes)
            {
                errors.TooMany(at["values"], values.Count, MaxExitCodes);
            }

            foreach (var (value, v) in values.Select((value, v) => (value, v)))
            {
                errors.InRange(at["values"][v], value, 0, MaxExitCodes);
            }

            if (values.Distinct().Count() != values.Count)
            {
                errors.Duplicate(at["values"], values.GroupBy(v => v).First(g => g.Count() > 1).Key);
            }
        }
    }

    private static void CheckResize(
        FieldErrors errors, FieldPath path, IReadOnlyList<V1ContainerResizePolicy> policies, string? restartPolicy)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < policies.Count; i++)
        {
            if (!seen.Add(policies[i].ResourceName))
            {
                errors.Duplicate(path[i], policies[i].ResourceName);
            }

            errors.RequiredOneOf(path[i]["resourceName"], policies[i].ResourceName, "cpu", "memory");
            errors.RequiredOneOf(path[i]["restartPolicy"], policies[i].RestartPolicy, "NotRequired", "RestartContainer");
            if (restartPolicy == "Never" && policies[i].RestartPolicy == "RestartContainer")
            {
                errors.Invalid(
                    path[i]["restartPolicy"], policies[i].RestartPolicy, "must be NotRequired when restartPolicy is Never");
            }
        }
    }
}
