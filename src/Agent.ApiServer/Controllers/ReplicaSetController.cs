using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Keeps as many pods as a replica set asks for.</summary>
internal sealed class ReplicaSetController(ClusterWriter cluster) : Controller
{
    private const string Component = "replicaset-controller";

    // The most pods made or deleted in one look, as upstream.
    private const int Burst = 500;

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == ClusterWriter.ReplicaSets)
        {
            if (after is not null)
            {
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.Pods)
        {
            foreach (var owner in one.Owners)
            {
                if (cluster.Owners.Find(owner) is var (definition, key) && definition == ClusterWriter.ReplicaSets)
                {
                    Queue(key);
                }
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.ReplicaSets, key) is not { } set)
        {
            return;
        }

        var tree = set.ToTree();
        var spec = tree.Ensure("spec");
        var active = Active(set);
        if (!set.IsTerminating)
        {
            var missing = (spec.Number("replicas") ?? 1) - active.Count;
            if (missing > 0)
            {
                Create(set, spec, (int)Math.Min(missing, Burst));
            }
            else if (missing < 0)
            {
                foreach (var pod in PodRanking.FirstToGo(active).Take((int)Math.Min(-missing, Burst)).ToList())
                {
                    cluster.Delete(pod);
                    cluster.Event(set, Component, "Normal", "SuccessfulDelete", "Deleted pod: " + pod.Key.Name);
                }
            }
        }

        WriteStatus(key, now);
    }

    private List<StoredObject> Active(StoredObject set) =>
        [.. cluster.PodsOf(set.Uid).Where(p => !p.IsTerminating && !p.Pod.IsOver)];

    private void Create(StoredObject set, JsonObject spec, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var pod = ClusterWriter.PodOf(set, spec.Object("template") ?? []);
            if (!cluster.TryCreate(ClusterWriter.Pods, set.Key.Namespace, pod, out var name))
            {
                cluster.Event(set, Component, "Warning", "FailedCreate", "Error creating: " + name);
                return;
            }

            cluster.Event(set, Component, "Normal", "SuccessfulCreate", "Created pod: " + name);
        }
    }

    private void WriteStatus(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.ReplicaSets, key) is not { } set)
        {
            return;
        }

        var next = set.ToTree();
        var spec = next.Ensure("spec");
        var minReady = spec.Number("minReadySeconds") ?? 0;
        var active = Active(set);
        var status = next.Ensure("status");
        var ready = active.Where(p => p.Pod.IsReady).ToList();
        status["replicas"] = active.Count;
        Counts.Set(status, "fullyLabeledReplicas", active.Count(p => HasLabels(spec, p)));
        Counts.Set(status, "readyReplicas", ready.Count);
        Counts.Set(status, "availableReplicas", ready.Count(p => p.Pod.IsAvailable(minReady, now)));
        status["observedGeneration"] = next.Ensure("metadata").Number("generation") ?? 0;
        if (minReady > 0)
        {
            foreach (var since in ready.Where(p => !p.Pod.IsAvailable(minReady, now)).Select(p => p.Pod.ReadySince).OfType<DateTimeOffset>())
            {
                QueueAt(key, since.AddSeconds(minReady));
            }
        }

        cluster.UpdateStatus(set, next);
    }

    private static bool HasLabels(JsonObject spec, StoredObject pod)
    {
        var labels = spec.Object("template").Object("metadata").Object("labels") ?? [];
        return labels.All(l => pod.Labels.TryGetValue(l.Key, out var value) && value == labels.Text(l.Key));
    }
}
