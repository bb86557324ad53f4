using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>Values on their way from a patch into an object.</summary>
internal static class PatchValues
{
    /// <summary>A copy without nulls and directives, where the field table knows that they mean nothing.</summary>
    public static JsonNode? Clean(JsonNode? value, PatchField field)
    {
        switch (value)
        {
            case JsonObject from when field.IsObject || field.IsMap:
                var copy = new JsonObject();
                foreach (var (name, part) in from)
                {
                    if (part is not null && !PatchDirectives.Is(name))
                    {
                        copy[name] = Clean(part, field.Child(name));
                    }
                }

                return copy;
            case JsonArray from when field.IsList:
                var entries = new JsonArray();
                foreach (var entry in from)
                {
                    if (!field.Merges || entry is not JsonObject item || !item.ContainsKey(PatchDirectives.Patch))
                    {
                        entries.Add(Clean(entry, field.Entry()));
                    }
                }

                return entries;
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>Whether a value says no more than its absence: null, an empty list, an empty map.</summary>
    public static bool IsNothing(JsonNode? value, PatchField field) => value switch
    {
        null => true,
        JsonArray list => field.IsList && list.Count == 0,
        JsonObject map => field.IsMap && map.Count == 0,
        _ => false,
    };
}
