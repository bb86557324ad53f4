using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.Node.UserNamespaces;

/// <summary>The file <c>pods/&lt;uid&gt;/userns</c>, in the kubelet's form: which ids of the host a pod's are.</summary>
internal static class IdMappingFile
{
    /// <summary>Its name in the pod's directory.</summary>
    public const string Name = "userns";

    /// <summary>Writes the mapping of a block.</summary>
    public static string Write(long first, long length)
    {
        JsonArray Mappings() => [new JsonObject { ["hostId"] = first, ["containerId"] = 0, ["length"] = length }];
        return new JsonObject { ["uidMappings"] = Mappings(), ["gidMappings"] = Mappings() }.ToJsonString();
    }

    /// <summary>The first id of the host; null: the file is not one of these.</summary>
    public static long? Read(string text)
    {
        try
        {
            return (long?)JsonNode.Parse(text)?["uidMappings"]?[0]?["hostId"];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
