using System.Text;

namespace Agent.Kubernetes.Validation;

/// <summary>Rules of an object's metadata.</summary>
internal static class MetadataRules
{
    /// <summary>The most bytes that all keys and values of annotations may have together: 256 KiB.</summary>
    private const int MaxAnnotations = 256 * 1024;

    public static void Check(FieldErrors errors, FieldPath path, V1ObjectMeta metadata)
    {
        if (!string.IsNullOrEmpty(metadata.GenerateName))
        {
            // A generated name goes on behind it, so it may end as a whole name may not.
            errors.Check(path["generateName"], metadata.GenerateName, name => NameRules.DnsSubdomain(name.TrimEnd('-', '.')));
        }

        if (string.IsNullOrEmpty(metadata.Name))
        {
            errors.Required(path["name"], "name or generateName is required");
        }
        else
        {
            errors.Check(path["name"], metadata.Name, NameRules.DnsSubdomain);
        }

        errors.RequiredAndCheck(path["namespace"], metadata.Namespace, NameRules.DnsLabel);
        errors.NotNegative(path["generation"], metadata.Generation);
        Labels(errors, path["labels"], metadata.Labels);
        Annotations(errors, path["annotations"], metadata.Annotations);
        Owners(errors, path["ownerReferences"], metadata.OwnerReferences ?? []);
        foreach (var (finalizer, i) in (metadata.Finalizers ?? []).Select((f, i) => (f, i)))
        {
            errors.Check(path["finalizers"][i], finalizer, NameRules.QualifiedName);
        }
    }

    /// <summary>Labels, or what must match them.</summary>
    public static void Labels(FieldErrors errors, FieldPath path, IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var (key, value) in (labels ?? ModelEquality.EmptyMap<string>()).OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            errors.Check(path, key, NameRules.QualifiedName);
            errors.Check(path, value, NameRules.LabelValue);
        }
    }

    private static void Annotations(FieldErrors errors, FieldPath path, IReadOnlyDictionary<string, string>? annotations)
    {
        var bytes = 0L;
        var all = (annotations ?? ModelEquality.EmptyMap<string>()).OrderBy(a => a.Key, StringComparer.Ordinal);
        foreach (var (key, value) in all)
        {
            errors.Check(path, key, name => NameRules.QualifiedName(name.ToLowerInvariant()));
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (bytes > MaxAnnotations)
        {
            errors.TooLong(path, MaxAnnotations);
        }
    }

    private static void Owners(FieldErrors errors, FieldPath path, IReadOnlyList<V1OwnerReference> owners)
    {
        for (var i = 0; i < owners.Count; i++)
        {
            errors.NotEmpty(path[i]["apiVersion"], owners[i].ApiVersion);
            errors.NotEmpty(path[i]["kind"], owners[i].Kind);
            errors.NotEmpty(path[i]["name"], owners[i].Name);
            errors.NotEmpty(path[i]["uid"], owners[i].Uid);
        }

        if (owners.Count(o => o.Controller == true) > 1)
        {
            errors.Invalid(path, owners.Count(o => o.Controller == true), "only one owner may be the controller");
        }
    }
}
