using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>
/// Strategic merge patch: a merge patch in which lists are merged by their keys, as the field table says. Semantics of
/// apimachinery's strategicpatch, except that fields the table does not know are replaced instead of refused, and that nulls
/// and directives never get into the result.
/// </summary>
public static class StrategicMergePatch
{
    /// <summary>The patched object; neither argument is changed.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="original">The object.</param>
    /// <param name="type">Its type in the field table, as <c>core.v1.Pod</c>.</param>
    /// <exception cref="PatchException">The patch is not well formed.</exception>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static JsonObject Apply(JsonObject patch, JsonObject original, string type)
    {
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(original);
        return Merge((JsonObject)original.DeepClone(), patch, PatchField.Of(ApiType.Get(type)), FieldPath.Root);
    }

    /// <summary>The patched model.</summary>
    /// <exception cref="PatchException">The patch is not well formed.</exception>
    /// <exception cref="JsonException">The result is no such model.</exception>
    public static T Apply<T>(JsonObject patch, T original)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(patch);
        var before = KubernetesJson.SerializeToNode(original);
        return KubernetesJson.Deserialize<T>(Merge(before, patch, PatchField.Of(ApiType.Of<T>()), FieldPath.Root));
    }

    /// <summary>Merges into <paramref name="target"/>, which is the caller's own, and returns what takes its place.</summary>
    internal static JsonObject Merge(JsonObject target, JsonObject patch, PatchField schema, FieldPath path)
    {
        switch (PatchDirectives.Of(patch, path))
        {
            case PatchDirectives.Replace:
                return (JsonObject)PatchValues.Clean(patch, schema)!;
            case PatchDirectives.Delete:
                return [];
        }

        RetainKeys(target, patch, path);
        var ordered = MergeOrdered(target, patch, schema, path);
        foreach (var (name, value) in patch)
        {
            if (PatchDirectives.Target(name, PatchDirectives.DeleteFromPrimitiveList, path) is { } list)
            {
                if (target[list] is JsonArray scalars)
                {
                    ListMerge.Remove(scalars, PatchDirectives.List(name, value, path), path[list]);
                }
            }
            else if (!PatchDirectives.Is(name) && !ordered.Contains(name))
            {
                MergeField(target, name, value, schema.Child(name), path[name]);
            }
        }

        return target;
    }

    private static void MergeField(JsonObject target, string name, JsonNode? value, PatchField field, FieldPath path)
    {
        switch (value, target[name])
        {
            case (null, _):
                target.Remove(name);
                break;
            case (JsonObject changes, JsonObject before) when (field.IsObject || field.IsMap) && !field.Replaces:
                var merged = Merge(before, changes, field, path);
                if (!ReferenceEquals(merged, before))
                {
                    target[name] = merged;
                }

                break;
            case (JsonArray changes, JsonArray before) when field.Merges && before.Count > 0:
                target[name] = ListMerge.Merge(before, changes, field, path);
                break;
            default:
                target[name] = PatchValues.Clean(value, field);
                break;
        }
    }

    /// <summary>Removes what <c>$retainKeys</c> does not name.</summary>
    private static void RetainKeys(JsonObject target, JsonObject patch, FieldPath path)
    {
        if (!patch.TryGetPropertyValue(PatchDirectives.RetainKeys, out var value))
        {
            return;
        }

        var kept = PatchDirectives.List(PatchDirectives.RetainKeys, value, path)
            .Select(k => k?.GetValueKind() == JsonValueKind.String
                ? k.GetValue<string>()
                : throw PatchDirectives.Malformed(path, $"{PatchDirectives.RetainKeys} must be a list of names"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, change) in patch)
        {
            if (change is not null && !PatchDirectives.Is(name) && !kept.Contains(name))
            {
                throw PatchDirectives.Malformed(path, $"{PatchDirectives.RetainKeys} must name {name}, which the patch sets");
            }
        }

        foreach (var name in target.Select(p => p.Key).Where(k => !kept.Contains(k)).ToList())
        {
            target.Remove(name);
        }
    }

    /// <summary>Merges the lists that have a <c>$setElementOrder</c>, and returns their names.</summary>
    private static HashSet<string> MergeOrdered(JsonObject target, JsonObject patch, PatchField schema, FieldPath path)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (directive, value) in patch)
        {
            if (PatchDirectives.Target(directive, PatchDirectives.SetElementOrder, path) is not { } name)
            {
                continue;
            }

            var order = PatchDirectives.List(directive, value, path);
            var present = patch.TryGetPropertyValue(name, out var change);
            var before = target[name];
            if (change is not (null or JsonArray) || before is not (null or JsonArray))
            {
                throw PatchDirectives.Malformed(path[name], $"{directive} is for lists");
            }

            if (present && change is null)
            {
                continue;
            }

            if (ListMerge.Ordered(before as JsonArray, change as JsonArray, order, schema.Child(name), path[name]) is { } merged)
            {
                target[name] = merged;
            }

            done.Add(name);
        }

        return done;
    }
}
