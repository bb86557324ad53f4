using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>
/// The strategic merge patch from one state of an object to another (a two-way merge patch), as small as it can be: what the
/// kubelet sends for the status of pods and nodes. A list whose entries the merge key does not tell apart is replaced,
/// because a merge would mix them up: two ports 53 of TCP and UDP, two addresses of one type.
/// </summary>
public static class StrategicMergeDiff
{
    /// <summary>The patch; empty when nothing differs. A missing list or map equals an empty one.</summary>
    /// <param name="before">The object as the API server has it.</param>
    /// <param name="after">The object as it shall be.</param>
    /// <param name="type">Its type in the field table, as <c>core.v1.Pod</c>.</param>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static JsonObject Create(JsonObject before, JsonObject after, string type)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Diff(before, after, PatchField.Of(ApiType.Get(type)), retainKeys: false);
    }

    /// <summary>The patch from one model to another; empty when nothing differs.</summary>
    public static JsonObject Create<T>(T before, T after)
        where T : class =>
        Diff(
            KubernetesJson.SerializeToNode(before),
            KubernetesJson.SerializeToNode(after),
            PatchField.Of(ApiType.Of<T>()),
            retainKeys: false);

    private static JsonObject Diff(JsonObject before, JsonObject after, PatchField schema, bool retainKeys)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in after)
        {
            DiffField(patch, name, before[name], value, schema.Child(name));
        }

        foreach (var (name, value) in before)
        {
            if (!after.ContainsKey(name) && !PatchValues.IsNothing(value, schema.Child(name)))
            {
                patch[name] = null;
            }
        }

        if (retainKeys && patch.Count > 0)
        {
            var kept = after.Where(p => p.Value is not null).Select(p => p.Key).Order(StringComparer.Ordinal);
            patch[PatchDirectives.RetainKeys] = new JsonArray([.. kept.Select(k => (JsonNode?)k)]);
        }

        return patch;
    }

    private static void DiffField(JsonObject patch, string name, JsonNode? before, JsonNode? after, PatchField field)
    {
        if (JsonNode.DeepEquals(before, after) || (PatchValues.IsNothing(before, field) && PatchValues.IsNothing(after, field)))
        {
            return;
        }

        switch (before, after)
        {
            case (JsonObject from, JsonObject to) when (field.IsObject || field.IsMap) && !field.Replaces:
                if (Diff(from, to, field, field.RetainsKeys) is { Count: > 0 } changes)
                {
                    patch[name] = changes;
                }

                break;
            case (JsonArray from, JsonArray to) when field.Merges && from.Count > 0:
                DiffList(patch, name, from, to, field);
                break;
            default:
                patch[name] = after?.DeepClone();
                break;
        }
    }

    private static void DiffList(JsonObject patch, string name, JsonArray before, JsonArray after, PatchField field)
    {
        if (field.MergeKey is not { } mergeKey)
        {
            DiffScalars(patch, name, before, after);
        }
        else if (ByKey(before, mergeKey) is { } from && ByKey(after, mergeKey) is { } to)
        {
            DiffObjects(patch, name, from, to, mergeKey, field);
        }
        else
        {
            patch[name] = new JsonArray(
                [new JsonObject { [PatchDirectives.Patch] = PatchDirectives.Replace }, .. after.Select(e => e?.DeepClone())]);
        }
    }

    private static void DiffScalars(JsonObject patch, string name, JsonArray before, JsonArray after)
    {
        AddIfAny(patch, name, after.Where(a => !before.Any(b => JsonNode.DeepEquals(a, b))));
        AddIfAny(
            patch,
            $"{PatchDirectives.DeleteFromPrimitiveList}/{name}",
            before.Where(b => !after.Any(a => JsonNode.DeepEquals(a, b))));
        AddIfAny(patch, $"{PatchDirectives.SetElementOrder}/{name}", after);
    }

    private static void DiffObjects(
        JsonObject patch,
        string name,
        OrderedDictionary<string, JsonObject> before,
        OrderedDictionary<string, JsonObject> after,
        string mergeKey,
        PatchField field)
    {
        var changes = new JsonArray();
        foreach (var (key, entry) in after)
        {
            if (!before.TryGetValue(key, out var old))
            {
                changes.Add(entry.DeepClone());
            }
            else if (Diff(old, entry, field.Entry(), field.RetainsKeys) is { Count: > 0 } change)
            {
                change[mergeKey] = entry[mergeKey]!.DeepClone();
                changes.Add((JsonNode)change);
            }
        }

        foreach (var (_, entry) in before.Where(e => !after.ContainsKey(e.Key)))
        {
            changes.Add((JsonNode)new JsonObject
            {
                [PatchDirectives.Patch] = PatchDirectives.Delete,
                [mergeKey] = entry[mergeKey]!.DeepClone(),
            });
        }

        var changed = changes.Count > 0;
        if (changed)
        {
            patch[name] = changes;
        }

        if (changed || !before.Keys.SequenceEqual(after.Keys, StringComparer.Ordinal))
        {
            AddIfAny(
                patch,
                $"{PatchDirectives.SetElementOrder}/{name}",
                after.Values.Select(e => new JsonObject { [mergeKey] = e[mergeKey]!.DeepClone() }));
        }
    }

    private static void AddIfAny(JsonObject patch, string name, IEnumerable<JsonNode?> entries)
    {
        JsonNode?[] list = [.. entries.Select(e => e?.DeepClone())];
        if (list.Length > 0)
        {
            patch[name] = new JsonArray(list);
        }
    }

    /// <summary>The entries by their keys, in order; null when one has none or two have the same.</summary>
    private static OrderedDictionary<string, JsonObject>? ByKey(JsonArray list, string mergeKey)
    {
        var entries = new OrderedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var node in list)
        {
            if (node is not JsonObject entry || entry[mergeKey] is not JsonValue key || !entries.TryAdd(key.ToJsonString(), entry))
            {
                return null;
            }
        }

        return entries;
    }
}
