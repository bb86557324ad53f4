using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Tables;

/// <summary>Columns of jobs.</summary>
internal static class JobColumns
{
    public static TableColumn[] All { get; } =
    [
        Column.Name,
        Column.Of("Status", Status),
        Column.Of("Completions", Completions),
        Column.At("Duration", Duration),
        Column.Age,
        Column.Wide("Containers", o => Column.Containers(o, "name")),
        Column.Wide("Images", o => Column.Containers(o, "image")),
        Column.Wide("Selector", Column.Selector),
    ];

    private static string Status(JsonObject job)
    {
        var conditions = job.Object("status").Objects("conditions").Where(c => c.Text("status") == "True").Select(c => c.Text("type")).ToList();
        return conditions.Contains("Complete") ? "Complete"
            : conditions.Contains("Failed") ? "Failed"
            : job.Object("metadata")?["deletionTimestamp"] is not null ? "Terminating"
            : conditions.Contains("Suspended") ? "Suspended"
            : conditions.Contains("FailureTarget") ? "FailureTarget"
            : conditions.Contains("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static string Completions(JsonObject job)
    {
        var done = Column.Number(job, "status", "succeeded") ?? 0;
        return Column.Number(job, "spec", "completions") is { } wanted ? $"{done}/{wanted}"
            : Column.Number(job, "spec", "parallelism") is { } parallel and > 1 ? $"{done}/1 of {parallel}"
            : $"{done}/1";
    }

    private static string Duration(JsonObject job, DateTimeOffset now)
    {
        if (!KubernetesTime.TryParse(Column.Text(job, "status", "startTime"), out var began))
        {
            return "";
        }

        return Column.Span((KubernetesTime.TryParse(Column.Text(job, "status", "completionTime"), out var ended) ? ended : now) - began);
    }
}
