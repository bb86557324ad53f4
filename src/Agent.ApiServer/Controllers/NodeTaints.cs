using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Controllers;

/// <summary>The taints that a node's conditions make.</summary>
internal static class NodeTaints
{
    public const string NotReady = "node.kubernetes.io/not-ready";
    public const string Unreachable = "node.kubernetes.io/unreachable";

    private static readonly (string Condition, string Taint)[] Pressures =
    [
        ("MemoryPressure", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "node.kubernetes.io/disk-pressure"),
        ("PIDPressure", "node.kubernetes.io/pid-pressure"),
        ("NetworkUnavailable", "node.kubernetes.io/network-unavailable"),
    ];

    private static readonly string[] Own =
        [NotReady, Unreachable, "node.kubernetes.io/unschedulable", .. Pressures.Select(p => p.Taint)];

    /// <summary>Puts them on and takes them off; false: they are as they must be.</summary>
    public static bool Set(JsonObject node, DateTimeOffset now)
    {
        var wanted = Wanted(node).ToList();
        var taints = node.Ensure("spec").Objects("taints").ToList();
        var next = taints
            .Where(t => !Own.Contains(t.Text("key")) || wanted.Contains((t.Text("key")!, t.Text("effect") ?? "")))
            .Select(t => (JsonNode)t.DeepClone())
            .ToList();
        foreach (var (key, effect) in wanted.Where(w => !taints.Exists(t => t.Text("key") == w.Key && t.Text("effect") == w.Effect)))
        {
            var taint = new JsonObject { ["key"] = key, ["effect"] = effect };
            if (effect == "NoExecute")
            {
                taint["timeAdded"] = KubernetesTime.Format(now);
            }

            next.Add(taint);
        }

        var isSame = next.Count == taints.Count && next.Zip(taints, (a, b) => JsonNode.DeepEquals(a, b)).All(same => same);
        if (isSame)
        {
            return false;
        }

        if (next.Count == 0)
        {
            node.Ensure("spec").Remove("taints");
        }
        else
        {
            node.Ensure("spec")["taints"] = new JsonArray([.. next]);
        }

        return true;
    }

    private static IEnumerable<(string Key, string Effect)> Wanted(JsonObject node)
    {
        var conditions = node.Object("status").Objects("conditions").ToList();
        var ready = conditions.Find(c => c.Text("type") == "Ready")?.Text("status");
        if (ready is not "True")
        {
            // A node that has not spoken yet runs nothing that could be evicted.
            var key = ready == "Unknown" ? Unreachable : NotReady;
            yield return (key, "NoSchedule");
            if (ready is not null)
            {
                yield return (key, "NoExecute");
            }
        }

        foreach (var (condition, taint) in Pressures)
        {
            if (conditions.Find(c => c.Text("type") == condition)?.Text("status") == "True")
            {
                yield return (taint, "NoSchedule");
            }
        }

        if (node.Object("spec")?.Flag("unschedulable") == true)
        {
            yield return ("node.kubernetes.io/unschedulable", "NoSchedule");
        }
    }
}
