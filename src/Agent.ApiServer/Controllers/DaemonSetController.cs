using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Scheduling;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Keeps one pod on each node that a daemon set is meant for.</summary>
internal sealed class DaemonSetController(ClusterWriter cluster) : Controller
{
    private const string HashLabel = "controller-revision-hash";
    private const string GenerationLabel = "pod-template-generation";
    private const string Component = "daemonset-controller";

    private static readonly ResourceDefinition DaemonSets = ResourceCatalog.Get("apps", "daemonsets");

    private readonly SortedSet<ObjectKey> _sets = [];

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == DaemonSets)
        {
            if (after is null)
            {
                _sets.Remove(one.Key);
            }
            else
            {
                _sets.Add(one.Key);
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.Nodes)
        {
            if (_sets.Count > 0 && (before is null || after is null || NodeFacts.Read(before) != NodeFacts.Read(after)))
            {
                foreach (var key in _sets)
                {
                    Queue(key);
                }
            }
        }
        else if (one.Definition == ClusterWriter.Pods)
        {
            foreach (var owner in one.Owners)
            {
                if (cluster.Owners.Find(owner) is var (definition, key) && definition == DaemonSets)
                {
                    Queue(key);
                }
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(DaemonSets, key) is not { IsTerminating: false } set)
        {
            return;
        }

        var spec = set.ToTree().Ensure("spec");
        var hash = TemplateHash.Of(spec["template"]!);
        var wanted = PodDemand.Read(Template(set, spec, hash, null));
        var nodes = cluster.Store.List(ClusterWriter.Nodes)
            .Where(n => DaemonRules.IsMeantFor(wanted, NodeFacts.Read(n)))
            .Select(n => n.Key.Name)
            .ToHashSet(StringComparer.Ordinal);
        var pods = cluster.PodsOf(set.Uid).ToLookup(NodeOf, StringComparer.Ordinal);
        foreach (var pod in pods.Where(g => !nodes.Contains(g.Key)).SelectMany(g => g).Where(p => !p.IsTerminating))
        {
            Delete(set, pod);
        }

        foreach (var node in nodes.Order(StringComparer.Ordinal))
        {
            foreach (var over in pods[node].Where(p => p.Pod.IsOver && !p.IsTerminating))
            {
                Delete(set, over);
            }

            if (!pods[node].Any(p => !p.Pod.IsOver))
            {
                Create(set, Template(set, spec, hash, node));
            }
        }

        Replace(set, spec, hash, nodes, now);
        WriteStatus(set.Key, nodes, hash, now);
    }

    /// <summary>The node that a pod is on, or is meant for.</summary>
    private static string NodeOf(StoredObject pod) =>
        pod.Pod.Node.Length > 0 ? pod.Pod.Node : PodDemand.Read(pod.ToTree()).OnlyNode ?? "";

    private static bool IsCurrent(StoredObject pod, string hash) => pod.Labels.TryGetValue(HashLabel, out var own) && own == hash;

    private static JsonObject Template(StoredObject set, JsonObject spec, string hash, string? node)
    {
        var pod = ClusterWriter.PodOf(set, spec.Object("template") ?? []);
        var labels = pod.Ensure("metadata").Ensure("labels");
        labels[HashLabel] = hash;
        labels[GenerationLabel] = StoredObject.VersionText(set.ToTree().Object("metadata")?.Number("generation") ?? 1);
        DaemonRules.Tolerate(pod.Ensure("spec"));
        if (node is not null)
        {
            DaemonRules.Pin(pod.Ensure("spec"), node);
        }

        return pod;
    }

    private void Create(StoredObject set, JsonObject pod)
    {
        if (cluster.TryCreate(ClusterWriter.Pods, set.Key.Namespace, pod, out var name))
        {
            cluster.Event(set, Component, "Normal", "SuccessfulCreate", "Created pod: " + name);
        }
        else
        {
            cluster.Event(set, Component, "Warning", "FailedCreate", "Error creating: " + name);
        }
    }

    private void Delete(StoredObject set, StoredObject pod)
    {
        cluster.Delete(pod);
        cluster.Event(set, Component, "Normal", "SuccessfulDelete", "Deleted pod: " + pod.Key.Name);
    }

    /// <summary>Deletes pods of an old template, as many as may be unavailable; others take their place.</summary>
    private void Replace(StoredObject set, JsonObject spec, string hash, IReadOnlyCollection<string> nodes, DateTimeOffset now)
    {
        var strategy = spec.Object("updateStrategy");
        if (strategy?.Text("type") == "OnDelete")
        {
            return;
        }

        var allowed = Math.Max(1, Counts.OfWhole(strategy.Object("rollingUpdate")?["maxUnavailable"] ?? 1, nodes.Count, roundUp: true));
        var minReady = spec.Number("minReadySeconds") ?? 0;
        var pods = cluster.PodsOf(set.Uid).Where(p => !p.Pod.IsOver).ToList();
        var unavailable = nodes.Count - pods.Count(p => !p.IsTerminating && p.Pod.IsAvailable(minReady, now));
        var old = pods.Where(p => !p.IsTerminating && !IsCurrent(p, hash)).ToList();
        foreach (var pod in old.Where(p => !p.Pod.IsReady))
        {
            Delete(set, pod);
        }

        foreach (var pod in old.Where(p => p.Pod.IsReady).Take((int)Math.Max(0, allowed - unavailable)))
        {
            Delete(set, pod);
        }
    }

    private void WriteStatus(ObjectKey key, HashSet<string> nodes, string hash, DateTimeOffset now)
    {
        var set = cluster.Find(DaemonSets, key)!;
        var next = set.ToTree();
        var minReady = next.Ensure("spec").Number("minReadySeconds") ?? 0;
        var pods = cluster.PodsOf(set.Uid).Where(p => !p.Pod.IsOver && nodes.Contains(NodeOf(p))).DistinctBy(NodeOf).ToList();
        var status = next.Ensure("status");
        var available = pods.Count(p => p.Pod.IsAvailable(minReady, now));
        status["desiredNumberScheduled"] = nodes.Count;
        status["currentNumberScheduled"] = pods.Count;
        status["numberMisscheduled"] = cluster.PodsOf(set.Uid).Count(p => !p.Pod.IsOver && !nodes.Contains(NodeOf(p)));
        status["numberReady"] = pods.Count(p => p.Pod.IsReady);
        Counts.Set(status, "updatedNumberScheduled", pods.Count(p => IsCurrent(p, hash)));
        Counts.Set(status, "numberAvailable", available);
        Counts.Set(status, "numberUnavailable", nodes.Count - available);
        status["observedGeneration"] = next.Ensure("metadata").Number("generation") ?? 0;
        cluster.UpdateStatus(set, next);
    }
}
