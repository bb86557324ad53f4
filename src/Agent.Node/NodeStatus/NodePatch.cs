using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Kubernetes.Patches;

namespace Agent.Node.NodeStatus;

/// <summary>
/// The strategic merge patch that brings a node's status, labels and annotations up to date. Addresses replace each other, for
/// merging by type would lose the second of two families.
/// </summary>
internal static class NodePatch
{
    private const string Addresses = "addresses";

    /// <summary>The patch as UTF-8 JSON.</summary>
    public static byte[] Create(V1Node before, V1Node after)
    {
        var patch = StrategicMergeDiff.Create(Reported(before), Reported(after));
        if (patch["status"] is JsonObject status && status[Addresses] is JsonArray)
        {
            var addresses = (after.Status.Addresses ?? []).Select(KubernetesJson.SerializeToNode);
            status[Addresses] = new JsonArray([new JsonObject { ["$patch"] = "replace" }, .. addresses]);
            status.Remove("$setElementOrder/" + Addresses);
        }

        return JsonSerializer.SerializeToUtf8Bytes(patch);
    }

    private static V1Node Reported(V1Node node) => new()
    {
        Metadata = new V1ObjectMeta { Labels = node.Metadata.Labels, Annotations = node.Metadata.Annotations },
        Status = node.Status,
    };
}
