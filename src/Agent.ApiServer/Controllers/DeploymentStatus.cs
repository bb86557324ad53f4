using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes;

namespace Agent.ApiServer.Controllers;

/// <summary>What a deployment says of its rollout.</summary>
internal static class DeploymentStatus
{
    private const string Completed = "NewReplicaSetAvailable";
    private const string Late = "ProgressDeadlineExceeded";

    public static JsonObject Write(
        StoredObject deployment, IReadOnlyList<StoredObject> sets, StoredObject? current, DateTimeOffset now)
    {
        var next = deployment.ToTree();
        var spec = next.Ensure("spec");
        var plan = RolloutPlan.Of(spec);
        var before = (JsonObject)next.Ensure("status").DeepClone();
        var status = next.Ensure("status");
        var all = sets.Select(s => s.ToTree().Object("status") ?? []).ToList();
        var updated = current?.ToTree().Object("status")?.Number("replicas") ?? 0;
        var total = all.Sum(s => s.Number("replicas") ?? 0);
        var available = all.Sum(s => s.Number("availableReplicas") ?? 0);
        Counts.Set(status, "replicas", total);
        Counts.Set(status, "updatedReplicas", updated);
        Counts.Set(status, "readyReplicas", all.Sum(s => s.Number("readyReplicas") ?? 0));
        Counts.Set(status, "availableReplicas", available);
        Counts.Set(status, "unavailableReplicas", Math.Max(0, Math.Max(plan.Replicas, total) - available));
        status["observedGeneration"] = next.Ensure("metadata").Number("generation") ?? 0;
        if (available >= plan.Replicas - plan.MaxUnavailable)
        {
            StatusConditions.Set(
                next, "Available", "True", now, "MinimumReplicasAvailable", "Deployment has minimum availability.");
        }
        else
        {
            StatusConditions.Set(
                next, "Available", "False", now, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
        }

        var isDone = updated == plan.Replicas && total == plan.Replicas && available == plan.Replicas;
        SetProgress(next, before, current, isDone, now);
        return next;
    }

    /// <summary>When a rollout that goes on is late; null: none goes on.</summary>
    public static DateTimeOffset? ProgressDue(JsonObject deployment)
    {
        var condition = Progress(deployment);
        return deployment.Object("spec")?.Number("progressDeadlineSeconds") is { } seconds
            && condition?.Text("reason") is not (null or Completed or Late)
            && KubernetesTime.TryParse(condition.Text("lastUpdateTime"), out var since)
            ? since.AddSeconds(seconds) : null;
    }

    private static JsonObject? Progress(JsonObject deployment) =>
        deployment.Object("status").Objects("conditions").FirstOrDefault(c => c.Text("type") == "Progressing");

    private static void SetProgress(JsonObject next, JsonObject before, StoredObject? current, bool isDone, DateTimeOffset now)
    {
        var name = current?.Key.Name ?? "";
        var isMoving = ((string[])["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "observedGeneration"])
            .Any(f => before.Number(f) != next.Ensure("status").Number(f));
        var old = Progress(next);
        if (isDone)
        {
            if (old?.Text("reason") != Completed || isMoving)
            {
                Set(next, "True", Completed, $"ReplicaSet \"{name}\" has successfully progressed.", now);
            }
        }
        else if (isMoving || old is null)
        {
            Set(next, "True", "ReplicaSetUpdated", $"ReplicaSet \"{name}\" is progressing.", now);
        }
        else if (ProgressDue(next) is { } due && due <= now)
        {
            Set(next, "False", Late, $"ReplicaSet \"{name}\" has timed out progressing.", now);
        }
    }

    private static void Set(JsonObject next, string status, string reason, string message, DateTimeOffset now)
    {
        StatusConditions.Set(next, "Progressing", status, now, reason, message);
        Progress(next)!["lastUpdateTime"] = KubernetesTime.Format(now);
    }
}
