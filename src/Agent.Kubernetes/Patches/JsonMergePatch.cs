using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>JSON Merge Patch (RFC 7386): objects are merged, null removes a field, everything else replaces.</summary>
public static class JsonMergePatch
{
    /// <summary>The patched document; neither argument is changed.</summary>
    public static JsonNode? Apply(JsonNode? patch, JsonNode? original)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = original is JsonObject before ? (JsonObject)before.DeepClone() : [];
        Merge(changes, result);
        return result;
    }

    private static void Merge(JsonObject patch, JsonObject target)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject changes:
                    if (target[name] is not JsonObject part)
                    {
                        target[name] = part = [];
                    }

                    Merge(changes, part);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
