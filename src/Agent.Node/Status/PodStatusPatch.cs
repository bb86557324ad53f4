using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Kubernetes.Patches;

namespace Agent.Node.Status;

/// <summary>The smallest strategic merge patch that makes one status of a pod into another.</summary>
internal static class PodStatusPatch
{
    /// <summary>The patch, UTF-8 JSON, which applies to this very pod only (its UID); empty: nothing differs.</summary>
    /// <param name="api">The pod as the API server has it.</param>
    /// <param name="status">The status it is to get.</param>
    public static ReadOnlyMemory<byte> Create(V1Pod api, V1PodStatus status)
    {
        var diff = StrategicMergeDiff.Create(api.Status, status);
        if (diff.Count == 0)
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new JsonObject { ["metadata"] = new JsonObject { ["uid"] = api.Uid() }, ["status"] = diff }.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }
}
