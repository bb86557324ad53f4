using Agent.ApiServer.Scheduling;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Controllers;

/// <summary>Deletes pods from nodes whose taints they do not tolerate, or not for so long. Looks at one node at a time.</summary>
internal sealed class PodEvictor(ClusterWriter cluster) : Controller
{
    private const string Component = "taint-eviction-controller";

    private readonly SortedSet<string> _tainted = new(StringComparer.Ordinal);

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == ClusterWriter.Nodes)
        {
            if (after is null || !NodeFacts.Read(after).Taints.Any(t => t.Effect == "NoExecute"))
            {
                _tainted.Remove(one.Key.Name);
            }
            else if (_tainted.Add(one.Key.Name) || NodeFacts.Read(before!) != NodeFacts.Read(after))
            {
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.Pods && after is not null && after.Field(IndexedFields.NodeName) is { Length: > 0 } node
            && before?.Field(IndexedFields.NodeName) != node && _tainted.Contains(node))
        {
            Queue(new ObjectKey("", node));
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.Nodes, key) is not { } node)
        {
            return;
        }

        var taints = NodeFacts.Read(node).Taints.Where(t => t.Effect == "NoExecute").ToList();
        if (taints.Count == 0)
        {
            return;
        }

        var filter = new ObjectFilter(null, null, FieldSelector.Parse("spec.nodeName=" + key.Name));
        foreach (var pod in cluster.Store.Select(ClusterWriter.Pods, filter).Objects ?? [])
        {
            if (pod.IsTerminating || pod.Pod.IsOver)
            {
                continue;
            }

            var ends = TaintRules.EndOfToleration(PodDemand.Read(pod.ToTree()).Tolerations, taints, now);
            if (ends is null)
            {
                continue;
            }

            if (ends > now)
            {
                QueueAt(key, ends.Value);
                continue;
            }

            Evict(pod, now);
        }
    }

    private void Evict(StoredObject pod, DateTimeOffset now)
    {
        cluster.Event(pod, Component, "Normal", "TaintManagerEviction", $"Marking for deletion Pod {pod.Key}");
        var next = pod.ToTree();
        StatusConditions.Set(
            next, "DisruptionTarget", "True", now, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");
        cluster.UpdateStatus(pod, next);
        cluster.Delete(cluster.Find(ClusterWriter.Pods, pod.Key)!);
    }
}
