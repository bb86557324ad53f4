using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>
/// Merging of lists. The order of the result: what the patch names is in the patch's order, what it does not name stays in
/// the original's order, and where the two meet an entry goes before the first one of the patch that it was before.
/// </summary>
internal static class ListMerge
{
    /// <summary>The merged list, detached; <paramref name="before"/> is taken apart.</summary>
    public static JsonArray Merge(JsonArray before, JsonArray patch, PatchField field, FieldPath path)
    {
        var serverOrder = ServerKeys(before, field);
        var contents = Contents(before, patch, field, path, out var patchOrder);
        return patchOrder is null ? new JsonArray([.. contents]) : Arrange(contents, patchOrder, serverOrder, field);
    }

    /// <summary>The list merged and in the order of <c>$setElementOrder</c>; null when there is none to merge.</summary>
    public static JsonArray? Ordered(JsonArray? before, JsonArray? patch, JsonArray order, PatchField field, FieldPath path)
    {
        var wanted = Keys(order, field, path);
        var serverOrder = before is null ? [] : ServerKeys(before, field);
        List<JsonNode?> contents;
        if (patch is not null)
        {
            CheckOrder(patch, wanted, field, path);
            contents = before is not { Count: > 0 } || !field.Merges
                ? Detach((JsonArray)PatchValues.Clean(patch, field)!)
                : Contents(before, patch, field, path, out _);
        }
        else if (before is not null)
        {
            contents = Detach(before);
        }
        else
        {
            return null;
        }

        return Arrange(contents, wanted, serverOrder, field);
    }

    /// <summary>Removes scalars.</summary>
    public static void Remove(JsonArray list, JsonArray values, FieldPath path)
    {
        var unwanted = Keys(values, PatchField.Unknown, path).ToHashSet(StringComparer.Ordinal);
        var entries = Detach(list);
        foreach (var entry in entries.Where(e => !unwanted.Contains(Text(e))))
        {
            list.Add(entry);
        }
    }

    /// <summary>The entries after the merge, in no order yet; in their order when the patch replaces the list and has none.</summary>
    private static List<JsonNode?> Contents(
        JsonArray before, JsonArray patch, PatchField field, FieldPath path, out IReadOnlyList<string>? patchOrder)
    {
        patchOrder = null;
        var entries = Detach(before);
        if (field.MergeKey is null)
        {
            patchOrder = Keys(patch, field, path);
            var all = entries.Concat(patch.Select(v => v?.DeepClone()));
            return [.. all.DistinctBy(Text, StringComparer.Ordinal)];
        }

        if (patch.Any(e => PatchDirectives.Of(e, path) == PatchDirectives.Replace))
        {
            return Detach((JsonArray)PatchValues.Clean(patch, field)!);
        }

        var removed = patch.Where(e => PatchDirectives.Of(e, path) == PatchDirectives.Delete)
            .Select(e => Key(e, field, path)).ToHashSet(StringComparer.Ordinal);
        entries.RemoveAll(e => removed.Contains(ServerKey(e, field)));
        var order = new List<string>();
        foreach (var change in patch.Where(e => PatchDirectives.Of(e, path) is null))
        {
            var key = Key(change, field, path);
            order.Add(key);
            var index = entries.FindIndex(e => ServerKey(e, field) == key);
            if (index < 0)
            {
                entries.Add(PatchValues.Clean(change, field.Entry()));
            }
            else
            {
                entries[index] = StrategicMergePatch.Merge(
                    (JsonObject)entries[index]!, (JsonObject)change!, field.Entry(), path.Key(key));
            }
        }

        patchOrder = order;
        return entries;
    }

    private static JsonArray Arrange(
        List<JsonNode?> entries, IReadOnlyList<string> patchOrder, IReadOnlyList<string> serverOrder, PatchField field)
    {
        var wanted = Ranks(patchOrder);
        var had = Ranks(serverOrder);
        var keyed = entries.Select(e => (Entry: e, Key: ServerKey(e, field))).ToList();
        var named = new Queue<(JsonNode? Entry, string Key)>(keyed.Where(e => wanted.ContainsKey(e.Key)).OrderBy(e => wanted[e.Key]));
        var others = keyed.Where(e => !wanted.ContainsKey(e.Key)).OrderBy(e => had.GetValueOrDefault(e.Key, int.MaxValue));
        var result = new JsonArray();
        foreach (var (entry, key) in others)
        {
            while (named.TryPeek(out var next) && !Before(had, key, next.Key))
            {
                result.Add(named.Dequeue().Entry);
            }

            result.Add(entry);
        }

        foreach (var (entry, _) in named)
        {
            result.Add(entry);
        }

        return result;
    }

    private static bool Before(Dictionary<string, int> ranks, string left, string right) =>
        ranks.TryGetValue(left, out var l) && ranks.TryGetValue(right, out var r) && l < r;

    private static Dictionary<string, int> Ranks(IReadOnlyList<string> keys)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            ranks.TryAdd(keys[i], i);
        }

        return ranks;
    }

    /// <summary>The entries that a patch sets must be in its order list, in the same order.</summary>
    private static void CheckOrder(JsonArray patch, IReadOnlyList<string> order, PatchField field, FieldPath path)
    {
        var at = 0;
        foreach (var entry in patch.Where(e => PatchDirectives.Of(e, path) is null))
        {
            var key = Key(entry, field, path);
            while (at < order.Count && order[at] != key)
            {
                at++;
            }

            if (order.Count > 0 && at++ >= order.Count)
            {
                throw PatchDirectives.Malformed(
                    path, $"{PatchDirectives.SetElementOrder} must have the entries of the patch, in the same order");
            }
        }
    }

    private static List<string> Keys(JsonArray list, PatchField field, FieldPath path) => [.. list.Select(e => Key(e, field, path))];

    private static List<string> ServerKeys(JsonArray list, PatchField field) => [.. list.Select(e => ServerKey(e, field))];

    /// <summary>The key of an entry that is there already; empty when it has none, which no key of a patch equals.</summary>
    private static string ServerKey(JsonNode? entry, PatchField field) =>
        field.MergeKey is null ? Text(entry)
        : entry is JsonObject item && item[field.MergeKey] is JsonValue key ? Text(key)
        : "";

    private static string Key(JsonNode? entry, PatchField field, FieldPath path)
    {
        if (field.MergeKey is null)
        {
            return entry is null or JsonValue
                ? Text(entry)
                : throw PatchDirectives.Malformed(path, "only lists of texts, numbers and booleans can be merged without a key");
        }

        return entry is JsonObject item && item[field.MergeKey] is JsonValue key
            ? Text(key)
            : throw PatchDirectives.Malformed(path, $"each entry must have {field.MergeKey}, by which the list is merged");
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static List<JsonNode?> Detach(JsonArray list)
    {
        List<JsonNode?> entries = [.. list];
        list.Clear();
        return entries;
    }
}
