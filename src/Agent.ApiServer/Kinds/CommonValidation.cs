using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Kinds;

/// <summary>What holds for objects of every kind.</summary>
internal static class CommonValidation
{
    private const string ImmutableField = "field is immutable";

    /// <summary>Rules of name, labels and finalizers, and of a workload's selector.</summary>
    public static IReadOnlyList<FieldError> Check(ResourceDefinition definition, JsonObject value)
    {
        var errors = new List<FieldError>();
        var metadata = value.Ensure("metadata");
        if (metadata.Text("name") is not { Length: > 0 } name)
        {
            errors.Add(new FieldError(FieldErrorKind.Required, "metadata.name", "", "name or generateName is required"));
        }
        else if (NameRule(definition)(name) is { } wrong)
        {
            errors.Add(Invalid("metadata.name", name, wrong));
        }

        foreach (var (key, node) in metadata.Object("labels") ?? [])
        {
            var text = node is JsonValue scalar && scalar.TryGetValue<string>(out var label) ? label : null;
            if (NameRules.QualifiedName(key) is { } wrongKey)
            {
                errors.Add(Invalid("metadata.labels", key, wrongKey));
            }

            if (text is null || NameRules.LabelValue(text) is not null)
            {
                errors.Add(Invalid("metadata.labels", text ?? "", NameRules.LabelValue(text ?? " ")!));
            }
        }

        foreach (var (key, node) in metadata.Object("annotations") ?? [])
        {
            if (NameRules.QualifiedName(key.ToLowerInvariant()) is { } wrongKey)
            {
                errors.Add(Invalid("metadata.annotations", key, wrongKey));
            }
            else if (node is not JsonValue scalar || !scalar.TryGetValue<string>(out _))
            {
                errors.Add(Invalid("metadata.annotations", key, "must be a string"));
            }
        }

        if (definition.Resource is { Group: "apps", Plural: "deployments" or "replicasets" or "daemonsets" or "statefulsets" })
        {
            CheckSelector(errors, value.Ensure("spec"));
        }

        return errors;
    }

    /// <summary>No finalizer is added to an object that is going.</summary>
    public static IEnumerable<FieldError> CheckFinalizers(JsonObject next, JsonObject old)
    {
        var before = old.Ensure("metadata");
        if (before["deletionTimestamp"] is null)
        {
            yield break;
        }

        foreach (var added in next.Ensure("metadata").Texts("finalizers").Except(before.Texts("finalizers"), StringComparer.Ordinal))
        {
            yield return new FieldError(
                FieldErrorKind.Forbidden,
                "metadata.finalizers",
                "",
                $"no new finalizers can be added if the object is being deleted, found new finalizers [\"{added}\"]");
        }
    }

    /// <summary>A field that does not change once it is set.</summary>
    public static IReadOnlyList<FieldError> Immutable(JsonObject next, JsonObject old, params string[] path)
    {
        var before = path.Aggregate((JsonNode?)old, (node, name) => (node as JsonObject)?[name]);
        var after = path.Aggregate((JsonNode?)next, (node, name) => (node as JsonObject)?[name]);
        return before is null || JsonNode.DeepEquals(before, after) ? []
            : [new FieldError(FieldErrorKind.Invalid, string.Join('.', path), after?.ToJsonString() ?? "null", ImmutableField)];
    }

    /// <summary>Config maps and secrets that are declared immutable.</summary>
    public static IReadOnlyList<FieldError> Sealed(JsonObject next, JsonObject old)
    {
        if (old.Flag("immutable") != true)
        {
            return [];
        }

        var errors = new List<FieldError>();
        foreach (var field in (ReadOnlySpan<string>)["immutable", "data", "binaryData"])
        {
            if (!JsonNode.DeepEquals(old[field], next[field]))
            {
                errors.Add(new FieldError(
                    FieldErrorKind.Forbidden, field, "", "field is immutable when `immutable` is set"));
            }
        }

        return errors;
    }

    private static void CheckSelector(List<FieldError> errors, JsonObject spec)
    {
        if (spec.Object("selector") is not { Count: > 0 } selector)
        {
            errors.Add(new FieldError(FieldErrorKind.Required, "spec.selector", "", ""));
            return;
        }

        var labels = spec.Object("template").Object("metadata").Object("labels") ?? [];
        var read = labels.ToDictionary(l => l.Key, l => labels.Text(l.Key) ?? "", StringComparer.Ordinal);
        if (!LabelSelectors.Of(selector).Matches(read))
        {
            errors.Add(Invalid(
                "spec.template.metadata.labels", labels.ToJsonString(), "`selector` does not match template `labels`"));
        }
    }

    private static Func<string, string?> NameRule(ResourceDefinition definition) => definition.Resource switch
    {
        { Group: "", Plural: "namespaces" or "services" } => NameRules.DnsLabel,
        { Group: "rbac.authorization.k8s.io" } => PathSegment,
        _ => NameRules.DnsSubdomain,
    };

    private static string? PathSegment(string name) =>
        name is "." or ".." ? $"may not be '{name}'"
        : name.AsSpan().IndexOfAny('/', '%') >= 0 ? "may not contain '/' or '%'"
        : null;

    private static FieldError Invalid(string field, string value, string why) =>
        new(FieldErrorKind.Invalid, field, $"\"{value}\"", why);
}
