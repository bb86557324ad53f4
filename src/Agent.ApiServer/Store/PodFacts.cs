using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Store;

/// <summary>What controllers need to know of a pod.</summary>
/// <param name="Node">Its node; empty: none yet.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="IsReady">It is ready.</param>
/// <param name="ReadySince">Since when; null: it is not.</param>
/// <param name="Restarts">Restarts of all its containers.</param>
/// <param name="Created">When it was made.</param>
internal sealed record PodFacts(
    string Node, string Phase, bool IsReady, DateTimeOffset? ReadySince, long Restarts, DateTimeOffset Created)
{
    public bool IsOver => Phase is "Succeeded" or "Failed";

    public static PodFacts Read(StoredObject value)
    {
        var tree = value.ToTree();
        var status = tree.Object("status");
        var ready = status.Objects("conditions").FirstOrDefault(c => c.Text("type") == "Ready");
        var isReady = ready?.Text("status") == "True";
        return new PodFacts(
            value.Field(IndexedFields.NodeName) ?? "",
            value.Field("status.phase") ?? "",
            isReady,
            isReady && KubernetesTime.TryParse(ready!.Text("lastTransitionTime"), out var since) ? since : null,
            status.Objects("containerStatuses").Sum(s => s.Number("restartCount") ?? 0),
            KubernetesTime.TryParse(tree.Object("metadata")?.Text("creationTimestamp"), out var created) ? created : default);
    }

    /// <summary>It has been ready for this long.</summary>
    public bool IsAvailable(long minReadySeconds, DateTimeOffset now) =>
        IsReady && (minReadySeconds <= 0 || (ReadySince is { } since && since.AddSeconds(minReadySeconds) <= now));
}
