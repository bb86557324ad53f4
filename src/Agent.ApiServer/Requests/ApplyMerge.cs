using System.Text.Json.Nodes;
using Agent.Kubernetes;

namespace Agent.ApiServer.Requests;

/// <summary>
/// Merges an apply configuration into an object as the API's schema says: list maps by all their keys, sets as unions, what is
/// atomic as a whole, the rest field by field. Who set which field is not kept.
/// </summary>
internal static class ApplyMerge
{
    // The one key of list maps that has a default (ports of containers and services).
    private const string Protocol = "protocol";
    private const string DefaultProtocol = "TCP";
    private const string Atomic = "atomic";

    /// <summary>Merges into <paramref name="target"/>, which is the caller's own.</summary>
    /// <param name="target">The object.</param>
    /// <param name="applied">The configuration; it is not changed.</param>
    /// <param name="schema">The type of both in the field table.</param>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static void Into(JsonObject target, JsonObject applied, string schema)
    {
        var type = ApiType.Get(schema);
        foreach (var (name, value) in applied)
        {
            if (value is not null)
            {
                type.Fields.TryGetValue(name, out var field);
                target[name] = Merged(target[name], value, field);
            }
        }
    }

    /// <summary>What takes the place of a value.</summary>
    private static JsonNode Merged(JsonNode? before, JsonNode applied, ApiField? field)
    {
        switch (field?.Shape, before, applied)
        {
            case (ApiShape.One, JsonObject old, JsonObject changes) when field.IsObject && field.ListType != Atomic:
                var merged = (JsonObject)old.DeepClone();
                Into(merged, changes, field.Element);
                return merged;
            case (ApiShape.Map, JsonObject old, JsonObject changes) when field.ListType != Atomic:
                return MergedMap(old, changes, field);
            case (ApiShape.List, JsonArray old, JsonArray changes) when field.ListType == "set":
                var all = old.Concat(changes).Select(v => v?.DeepClone());
                return new JsonArray([.. all.DistinctBy(v => v?.ToJsonString() ?? "", StringComparer.Ordinal)]);
            case (ApiShape.List, JsonArray old, JsonArray changes) when field.ListType == "map" && field.IsObject:
                return MergedEntries(old, changes, field);
            default:
                return applied.DeepClone();
        }
    }

    private static JsonObject MergedMap(JsonObject old, JsonObject changes, ApiField field)
    {
        var merged = (JsonObject)old.DeepClone();
        foreach (var (key, value) in changes)
        {
            if (value is JsonObject entry && field.IsObject && merged[key] is JsonObject before)
            {
                Into(before, entry, field.Element);
            }
            else
            {
                merged[key] = value?.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>Entries that were there keep their places; new ones follow in the configuration's order.</summary>
    private static JsonArray MergedEntries(JsonArray old, JsonArray changes, ApiField field)
    {
        var merged = (JsonArray)old.DeepClone();
        foreach (var change in changes.OfType<JsonObject>())
        {
            var key = Key(change, field.ListMapKeys);
            if (merged.OfType<JsonObject>().FirstOrDefault(e => Key(e, field.ListMapKeys) == key) is { } entry)
            {
                Into(entry, change, field.Element);
            }
            else
            {
                merged.Add(change.DeepClone());
            }
        }

        return merged;
    }

    private static string Key(JsonObject entry, IReadOnlyList<string> names) => string.Join(
        '\n', names.Select(name => entry[name]?.ToJsonString() ?? (name == Protocol ? $"\"{DefaultProtocol}\"" : "")));
}
