using System.Globalization;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Tables;

/// <summary>Columns of pods.</summary>
internal static class PodColumns
{
    public static TableColumn[] All { get; } =
    [
        Column.Name,
        Column.Of("Ready", Ready),
        Column.Of("Status", PodState.Of),
        Column.At("Restarts", Restarts),
        Column.Age,
        Column.Wide("IP", o => Column.Text(o, "status", "podIP") ?? Column.None),
        Column.Wide("Node", o => Column.Text(o, "spec", "nodeName") ?? Column.None),
        Column.Wide("Nominated Node", o => Column.Text(o, "status", "nominatedNodeName") ?? Column.None),
        Column.Wide("Readiness Gates", Gates),
    ];

    private static string Ready(JsonObject pod)
    {
        var sidecars = pod.Object("spec").Objects("initContainers")
            .Where(c => c.Text("restartPolicy") == "Always")
            .Select(c => c.Text("name"))
            .ToHashSet();
        var ready = pod.Object("status").Objects("containerStatuses").Count(s => s.Flag("ready") == true)
            + pod.Object("status").Objects("initContainerStatuses").Count(s => sidecars.Contains(s.Text("name")) && s.Flag("ready") == true);
        return $"{ready}/{pod.Object("spec").Objects("containers").Count() + sidecars.Count}";
    }

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        var statuses = pod.Object("status").Objects("containerStatuses").Concat(pod.Object("status").Objects("initContainerStatuses")).ToList();
        var count = statuses.Sum(s => s.Number("restartCount") ?? 0);
        var last = statuses
            .Select(s => KubernetesTime.TryParse(Column.Text(s, "lastState", "terminated", "finishedAt"), out var at) ? at : (DateTimeOffset?)null)
            .Max();
        var text = count.ToString(CultureInfo.InvariantCulture);
        return count > 0 && last is { } ended ? $"{text} ({Column.Span(now - ended)} ago)" : text;
    }

    private static string Gates(JsonObject pod)
    {
        var gates = pod.Object("spec").Objects("readinessGates").Select(g => g.Text("conditionType")).ToList();
        if (gates.Count == 0)
        {
            return Column.None;
        }

        var met = pod.Object("status").Objects("conditions").Count(c => gates.Contains(c.Text("type")) && c.Text("status") == "True");
        return $"{met}/{gates.Count}";
    }
}
