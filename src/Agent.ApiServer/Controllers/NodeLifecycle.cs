using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Controllers;

/// <summary>Holds nodes whose leases are not renewed to be gone, and taints nodes by their conditions.</summary>
internal sealed class NodeLifecycle(ClusterWriter cluster, ControllerOptions options) : Controller
{
    private const string Component = "node-controller";
    private const string LeaseNamespace = "kube-node-lease";

    private static readonly ResourceDefinition Leases = ResourceCatalog.Get(KubernetesResources.Leases);

    private readonly Dictionary<string, (DateTimeOffset At, bool IsFirst)> _seen = new(StringComparer.Ordinal);

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == Leases)
        {
            // Which version is seen when counts, not what the node's clock says.
            if (after is not null && one.Key.Namespace == LeaseNamespace && _seen.TryGetValue(one.Key.Name, out var known))
            {
                _seen[one.Key.Name] = (cluster.Context.Now, false);
                if (known.At + Grace(known.IsFirst) <= cluster.Context.Now)
                {
                    Queue(new ObjectKey("", one.Key.Name));
                }
            }
        }
        else if (one.Definition == ClusterWriter.Nodes)
        {
            if (after is null)
            {
                _seen.Remove(one.Key.Name);
                return;
            }

            if (_seen.TryAdd(one.Key.Name, (cluster.Context.Now, true)))
            {
                QueueAt(one.Key, cluster.Context.Now + options.NodeStartupPeriod);
            }

            Queue(one.Key);
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.Nodes, key) is not { } node || !_seen.TryGetValue(key.Name, out var seen))
        {
            return;
        }

        var due = seen.At + Grace(seen.IsFirst);
        if (due <= now)
        {
            if (NodeConditions.MarkUnknown(node.ToTree(), now) is { } unknown)
            {
                cluster.UpdateStatus(node, unknown);
                cluster.Event(node, Component, "Normal", "NodeNotReady", $"Node {key.Name} status is now: NodeNotReady");
                MarkPodsNotReady(key.Name, now);
            }
        }
        else
        {
            QueueAt(key, due);
        }

        var current = cluster.Find(ClusterWriter.Nodes, key)!;
        var next = current.ToTree();
        if (NodeTaints.Set(next, now))
        {
            cluster.Update(current, next);
        }
    }

    private TimeSpan Grace(bool isFirst) => isFirst ? options.NodeStartupPeriod : options.NodeGracePeriod;

    private void MarkPodsNotReady(string node, DateTimeOffset now)
    {
        var filter = new ObjectFilter(null, null, FieldSelector.Parse("spec.nodeName=" + node));
        foreach (var pod in cluster.Store.Select(ClusterWriter.Pods, filter).Objects ?? [])
        {
            if (pod.Pod.IsReady)
            {
                var next = pod.ToTree();
                StatusConditions.Set(next, "Ready", "False", now, "NodeNotReady", "Node is not ready");
                cluster.UpdateStatus(pod, next);
            }
        }
    }
}
