using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Scheduling;

namespace Agent.ApiServer.Controllers;

/// <summary>Where the pods of a daemon set go.</summary>
internal static class DaemonRules
{
    private static readonly (string Key, string Effect)[] Tolerated =
    [
        ("node.kubernetes.io/not-ready", "NoExecute"),
        ("node.kubernetes.io/unreachable", "NoExecute"),
        ("node.kubernetes.io/disk-pressure", "NoSchedule"),
        ("node.kubernetes.io/memory-pressure", "NoSchedule"),
        ("node.kubernetes.io/pid-pressure", "NoSchedule"),
        ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];

    /// <summary>A pod is to run there: by selector, affinity and taints; resources do not matter yet.</summary>
    public static bool IsMeantFor(PodDemand pod, NodeFacts node) =>
        NodeFilter.MatchesSelector(pod, node) && NodeFilter.Untolerated(pod, node) is null;

    /// <summary>Daemons stay on nodes that are not well.</summary>
    public static void Tolerate(JsonObject spec)
    {
        var taints = spec.Flag("hostNetwork") == true
            ? [.. Tolerated, ("node.kubernetes.io/network-unavailable", "NoSchedule")] : Tolerated;
        foreach (var (key, effect) in taints)
        {
            spec.EnsureArray("tolerations").Add(new JsonObject
            {
                ["key"] = key,
                ["operator"] = "Exists",
                ["effect"] = effect,
            });
        }
    }

    /// <summary>Only this node will do.</summary>
    public static void Pin(JsonObject spec, string node)
    {
        var required = spec.Ensure("affinity").Ensure("nodeAffinity").Ensure("requiredDuringSchedulingIgnoredDuringExecution");
        var terms = required.EnsureArray("nodeSelectorTerms");
        if (terms.Count == 0)
        {
            terms.Add(new JsonObject());
        }

        foreach (var term in terms.OfType<JsonObject>())
        {
            term["matchFields"] = new JsonArray(new JsonObject
            {
                ["key"] = "metadata.name",
                ["operator"] = "In",
                ["values"] = new JsonArray(node),
            });
        }
    }
}
