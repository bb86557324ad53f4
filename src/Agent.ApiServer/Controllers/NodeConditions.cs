using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Subresources;

namespace Agent.ApiServer.Controllers;

/// <summary>What is known of a node that says nothing any more.</summary>
internal static class NodeConditions
{
    private static readonly string[] Types = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

    /// <summary>The node with conditions that nobody knows; null: they are so already.</summary>
    public static JsonObject? MarkUnknown(JsonObject node, DateTimeOffset now)
    {
        var conditions = node.Object("status").Objects("conditions").ToList();
        var isNew = Types.Any(t => conditions.Find(c => c.Text("type") == t)?.Text("status") != "Unknown");
        if (!isNew)
        {
            return null;
        }

        foreach (var type in Types)
        {
            var never = conditions.TrueForAll(c => c.Text("type") != type);
            StatusConditions.Set(
                node,
                type,
                "Unknown",
                now,
                never ? "NodeStatusNeverUpdated" : "NodeStatusUnknown",
                never ? "Kubelet never posted node status." : "Kubelet stopped posting node status.");
        }

        return node;
    }
}
