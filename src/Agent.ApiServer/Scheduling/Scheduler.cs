using System.Globalization;
using Agent.ApiServer.Controllers;
using Agent.ApiServer.Json;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes;

namespace Agent.ApiServer.Scheduling;

/// <summary>
/// Puts pods on nodes: where they fit and are allowed, the emptiest first. It keeps what pods take of nodes as changes come, and
/// of a large cluster looks at part of the nodes for each pod, beginning where it ended before.
/// </summary>
internal sealed class Scheduler(ClusterWriter cluster) : Controller
{
    private const string Component = "default-scheduler";
    private const int EnoughNodes = 100;

    private readonly SortedDictionary<string, (NodeFacts Facts, NodeUse Use)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeUse> _use = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, (string Node, PodDemand Demand)> _placed = [];
    private readonly SortedSet<ObjectKey> _waiting = [];
    private (NodeFacts Facts, NodeUse Use)[]? _inOrder;
    private int _next;

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == ClusterWriter.Nodes)
        {
            NoteNode(before, after);
        }
        else if (one.Definition == ClusterWriter.Pods)
        {
            NotePod(after, one.Key);
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.Pods, key) is not { IsTerminating: false } pod || !IsPending(pod))
        {
            return;
        }

        var tree = pod.ToTree();
        if (tree.Object("spec").Array("schedulingGates") is { Count: > 0 })
        {
            Explain(pod, now, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
            return;
        }

        var demand = PodDemand.Read(tree);
        if (Choose(demand) is not { } node)
        {
            _waiting.Add(key);
            var why = Why(demand);
            Explain(pod, now, "Unschedulable", why);
            cluster.Event(pod, Component, "Warning", "FailedScheduling", why);
            return;
        }

        UseOf(node).Add(demand);
        _placed.Add(key, (node, demand));
        tree.Ensure("spec")["nodeName"] = node;
        StatusConditions.Set(tree, "PodScheduled", "True", now, null, null);
        var bound = cluster.Store.Put(ClusterWriter.Pods, tree);
        cluster.Event(bound, Component, "Normal", "Scheduled", $"Successfully assigned {key} to {node}");
    }

    private static bool IsPending(StoredObject pod) =>
        pod.Field(IndexedFields.NodeName) is not { Length: > 0 }
        && pod.Field("spec.schedulerName") is "default-scheduler"
        && pod.Field("status.phase") is not ("Succeeded" or "Failed");

    private void NoteNode(StoredObject? before, StoredObject? after)
    {
        if (after is null)
        {
            _nodes.Remove(before!.Key.Name);
            _inOrder = null;
            return;
        }

        var facts = NodeFacts.Read(after);
        if (_nodes.TryGetValue(facts.Name, out var known) && known.Facts == facts)
        {
            return;
        }

        _nodes[facts.Name] = (facts, UseOf(facts.Name));
        _inOrder = null;
        Retry();
    }

    private void NotePod(StoredObject? after, ObjectKey key)
    {
        var node = after is null || after.Field("status.phase") is "Succeeded" or "Failed" ? "" : after.Field(IndexedFields.NodeName) ?? "";
        if (_placed.TryGetValue(key, out var placed) && placed.Node != node)
        {
            UseOf(placed.Node).Remove(placed.Demand);
            _placed.Remove(key);
            Retry();
        }

        if (after is null)
        {
            _waiting.Remove(key);
        }
        else if (node.Length == 0)
        {
            if (IsPending(after) && !_waiting.Contains(key))
            {
                Queue(key);
            }
        }
        else if (!_placed.ContainsKey(key))
        {
            _waiting.Remove(key);
            var demand = PodDemand.Of(after.Read<V1Pod>());
            UseOf(node).Add(demand);
            _placed.Add(key, (node, demand));
        }
    }

    private NodeUse UseOf(string node)
    {
        if (!_use.TryGetValue(node, out var use))
        {
            use = new NodeUse();
            _use.Add(node, use);
        }

        return use;
    }

    /// <summary>Something is free, or new: those that wait are looked at again.</summary>
    private void Retry()
    {
        foreach (var key in _waiting)
        {
            Queue(key);
        }

        _waiting.Clear();
    }

    private string? Choose(PodDemand pod)
    {
        var nodes = _inOrder ??= [.. _nodes.Values];
        var (best, score, found) = ((string?)null, long.MinValue, 0);
        for (var i = 0; i < nodes.Length && found < EnoughNodes; i++)
        {
            var (facts, use) = nodes[(_next + i) % nodes.Length];
            if (NodeFilter.Refusal(pod, facts, use) is not null)
            {
                continue;
            }

            found++;
            var own = NodeScore.Of(pod, facts, use);
            if (own > score)
            {
                (best, score) = (facts.Name, own);
            }
        }

        // The next pod begins behind the nodes that were looked at, unless all were.
        _next = nodes.Length == 0 || found < EnoughNodes ? 0 : (_next + EnoughNodes) % nodes.Length;
        return best;
    }

    private string Why(PodDemand pod)
    {
        if (_nodes.Count == 0)
        {
            return "no nodes available to schedule pods";
        }

        var reasons = _nodes.Values
            .Select(n => NodeFilter.Refusal(pod, n.Facts, n.Use)!)
            .GroupBy(r => r, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"0/{_nodes.Count} nodes are available: {string.Join(", ", reasons)}.");
    }

    private void Explain(StoredObject pod, DateTimeOffset now, string reason, string message)
    {
        var next = pod.ToTree();
        StatusConditions.Set(next, "PodScheduled", "False", now, reason, message);
        cluster.UpdateStatus(pod, next);
    }
}
