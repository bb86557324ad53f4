using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>Reads the conditions of an object.</summary>
internal static class Conditions
{
    /// <summary>True where the object has the condition, and it is True.</summary>
    public static bool AreTrue(JsonNode item, string type) =>
        item["status"]?["conditions"]?.AsArray().Any(c => (string?)c!["type"] == type && (string?)c["status"] == "True") ?? false;
}
