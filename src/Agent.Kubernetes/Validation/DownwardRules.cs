namespace Agent.Kubernetes.Validation;

/// <summary>Rules of references to the pod's own fields and resources (downward API).</summary>
internal static class DownwardRules
{
    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.memory", "limits.ephemeral-storage",
        "requests.cpu", "requests.memory", "requests.ephemeral-storage",
    ];

    private static readonly string[] CpuDivisors = ["1m", "1"];

    private static readonly string[] ByteDivisors =
        ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

    /// <param name="errors">Where errors go.</param>
    /// <param name="path">Where the selector is.</param>
    /// <param name="field">The selector.</param>
    /// <param name="allowed">The fields allowed without subscript; labels and annotations are allowed with one.</param>
    public static void CheckField(FieldErrors errors, FieldPath path, V1ObjectFieldSelector field, IReadOnlyList<string> allowed)
    {
        if (!errors.NotEmpty(path["apiVersion"], field.ApiVersion) || !errors.NotEmpty(path["fieldPath"], field.FieldPath))
        {
            return;
        }

        if (field.ApiVersion != "v1")
        {
            errors.Invalid(path["apiVersion"], field.ApiVersion, "must be v1");
            return;
        }

        // The old name of the node's name is still read.
        var name = field.FieldPath == "spec.host" ? "spec.nodeName" : field.FieldPath;
        var open = name.IndexOf("['", StringComparison.Ordinal);
        if (open < 0 || !name.EndsWith("']", StringComparison.Ordinal))
        {
            errors.OneOf(path["fieldPath"], name, [.. allowed]);
            return;
        }

        var subscript = name[(open + 2)..^2];
        switch (name[..open])
        {
            case "metadata.annotations":
                errors.Check(path, subscript.ToLowerInvariant(), NameRules.QualifiedName);
                break;
            case "metadata.labels":
                errors.Check(path, subscript, NameRules.QualifiedName);
                break;
            default:
                errors.Invalid(path, name[..open], "takes no subscript");
                break;
        }
    }

    public static void CheckResource(FieldErrors errors, FieldPath path, V1ResourceFieldSelector selector, bool containerNeeded)
    {
        if (containerNeeded && string.IsNullOrEmpty(selector.ContainerName))
        {
            errors.Required(path["containerName"]);
        }

        var isHugePages = selector.Resource.StartsWith("limits.hugepages-", StringComparison.Ordinal)
            || selector.Resource.StartsWith("requests.hugepages-", StringComparison.Ordinal);
        if (!isHugePages)
        {
            errors.RequiredOneOf(path["resource"], selector.Resource, Resources);
        }

        if (selector.Divisor is { IsZero: false } divisor)
        {
            var allowed = selector.Resource.EndsWith(".cpu", StringComparison.Ordinal) ? CpuDivisors : ByteDivisors;
            if (!allowed.Contains(divisor.ToString()))
            {
                errors.Invalid(
                    path["divisor"], divisor, $"only {string.Join(", ", allowed)} are allowed for {selector.Resource}");
            }
        }
    }
}
