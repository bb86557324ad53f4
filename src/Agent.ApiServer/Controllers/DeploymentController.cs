using System.Globalization;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Moves a deployment's pods from old templates to its own, replica set by replica set.</summary>
internal sealed class DeploymentController(ClusterWriter cluster) : Controller
{
    public const string HashLabel = "pod-template-hash";
    public const string Revision = "deployment.kubernetes.io/revision";

    private const string Component = "deployment-controller";

    private static readonly ResourceDefinition Deployments = ResourceCatalog.Get("apps", "deployments");

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == Deployments)
        {
            if (after is not null)
            {
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.ReplicaSets)
        {
            foreach (var owner in one.Owners)
            {
                if (cluster.Owners.Find(owner) is var (definition, key) && definition == Deployments)
                {
                    Queue(key);
                }
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(Deployments, key) is not { } deployment)
        {
            return;
        }

        if (!deployment.IsTerminating)
        {
            var isPaused = deployment.ToTree().Object("spec")?.Flag("paused") == true;
            var current = EnsureCurrent(deployment, create: !isPaused);
            if (current is not null)
            {
                Scale(cluster.Find(Deployments, key)!, current);
            }
        }

        if (cluster.Find(Deployments, key) is { } latest)
        {
            var sets = Sets(latest);
            var next = DeploymentStatus.Write(latest, sets, FindCurrent(latest, sets), now);
            if (DeploymentStatus.ProgressDue(next) is { } due)
            {
                QueueAt(key, due);
            }

            cluster.UpdateStatus(latest, next);
        }
    }

    private static StoredObject? FindCurrent(StoredObject deployment, IReadOnlyList<StoredObject> sets)
    {
        var template = Plain(deployment.ToTree());
        return sets.FirstOrDefault(s => JsonNode.DeepEquals(Plain(s.ToTree()), template));
    }

    /// <summary>A template without what tells replica sets apart.</summary>
    private static JsonObject Plain(JsonObject workload)
    {
        var template = (JsonObject)(workload.Object("spec").Object("template") ?? []).DeepClone();
        template.Object("metadata").Object("labels")?.Remove(HashLabel);
        return template;
    }

    private static long RevisionOf(StoredObject set) =>
        long.TryParse(set.ToTree().Object("metadata").Object("annotations")?.Text(Revision), CultureInfo.InvariantCulture, out var number)
            ? number : 0;

    private List<StoredObject> Sets(StoredObject deployment) => [.. cluster.Owned(ClusterWriter.ReplicaSets, deployment.Uid)];

    /// <summary>The replica set of the deployment's template, made when it is not there; null: none.</summary>
    private StoredObject? EnsureCurrent(StoredObject deployment, bool create)
    {
        var sets = Sets(deployment);
        var current = FindCurrent(deployment, sets);
        if (current is null && !create)
        {
            return null;
        }

        var newest = sets.Where(s => s.Key != current?.Key).Select(RevisionOf).DefaultIfEmpty(0).Max();
        var revision = current is not null && RevisionOf(current) > newest ? RevisionOf(current) : newest + 1;
        var text = StoredObject.VersionText(revision);
        if (current is null)
        {
            current = CreateSet(deployment, sets, text);
        }
        else if (RevisionOf(current) != revision)
        {
            var next = current.ToTree();
            next.Ensure("metadata").Ensure("annotations")[Revision] = text;
            cluster.Update(current, next);
        }

        var tree = deployment.ToTree();
        if (tree.Object("metadata").Object("annotations")?.Text(Revision) != text)
        {
            tree.Ensure("metadata").Ensure("annotations")[Revision] = text;
            cluster.Update(deployment, tree);
        }

        return current is null ? null : cluster.Find(ClusterWriter.ReplicaSets, current.Key);
    }

    private StoredObject? CreateSet(StoredObject deployment, List<StoredObject> sets, string revision)
    {
        var tree = deployment.ToTree();
        var spec = tree.Ensure("spec");
        var hash = TemplateHash.Of(Plain(tree));
        var name = $"{deployment.Key.Name}-{hash}";
        var template = (JsonObject)(spec.Object("template") ?? []).DeepClone();
        template.Ensure("metadata").Ensure("labels")[HashLabel] = hash;
        var selector = (JsonObject)(spec.Object("selector") ?? []).DeepClone();
        selector.Ensure("matchLabels")[HashLabel] = hash;
        var plan = RolloutPlan.Of(spec);
        var made = new JsonObject
        {
            ["kind"] = "ReplicaSet",
            ["apiVersion"] = "apps/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject
                {
                    [Revision] = revision,
                    ["deployment.kubernetes.io/desired-replicas"] = StoredObject.VersionText(plan.Replicas),
                    ["deployment.kubernetes.io/max-replicas"] = StoredObject.VersionText(plan.Replicas + plan.MaxSurge),
                },
                ["ownerReferences"] = new JsonArray(ClusterWriter.ControllerOf(deployment)),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = plan.NewSize(0, sets.Sum(Size), HasOldPods(sets)),
                ["selector"] = selector,
                ["template"] = template,
            },
        };
        made.Ensure("spec").CopyFrom(spec, "minReadySeconds");
        var size = made["spec"]!["replicas"]!.GetValue<long>();
        if (!cluster.TryCreate(ClusterWriter.ReplicaSets, deployment.Key.Namespace, made, out var error))
        {
            cluster.Event(deployment, Component, "Warning", "ReplicaSetCreateError", $"Failed to create new replica set \"{name}\": {error}");
            return null;
        }

        if (size > 0)
        {
            cluster.Event(deployment, Component, "Normal", "ScalingReplicaSet", $"Scaled up replica set {name} from 0 to {size}");
        }

        return cluster.Find(ClusterWriter.ReplicaSets, new ObjectKey(deployment.Key.Namespace, name));
    }

    private bool HasOldPods(IEnumerable<StoredObject> old) => old.Any(s => cluster.PodsOf(s.Uid).Any(p => !p.Pod.IsOver));

    private static long Size(StoredObject set) => set.ToTree().Object("spec")?.Number("replicas") ?? 0;

    private static long Available(StoredObject set) => set.ToTree().Object("status")?.Number("availableReplicas") ?? 0;

    private void Scale(StoredObject deployment, StoredObject current)
    {
        var spec = deployment.ToTree().Ensure("spec");
        var plan = RolloutPlan.Of(spec);
        var old = Sets(deployment).Where(s => s.Key != current.Key).OrderBy(RevisionOf).ThenBy(s => s.Key).ToList();
        var size = plan.NewSize(Size(current), Size(current) + old.Sum(Size), HasOldPods(old));
        if (size != Size(current))
        {
            Resize(deployment, current, size);
            current = cluster.Find(ClusterWriter.ReplicaSets, current.Key)!;
        }

        var sizes = plan.OldSizes(
            new RolloutSet(Size(current), Available(current)), [.. old.Select(s => new RolloutSet(Size(s), Available(s)))]);
        for (var i = 0; i < old.Count; i++)
        {
            if (sizes[i] != Size(old[i]))
            {
                Resize(deployment, old[i], sizes[i]);
            }
        }

        Forget(spec, old);
    }

    /// <summary>Deletes the oldest replica sets that are empty and beyond the history that is kept.</summary>
    private void Forget(JsonObject spec, IReadOnlyList<StoredObject> old)
    {
        var beyond = old.Count - (spec.Number("revisionHistoryLimit") ?? 10);
        foreach (var set in old.Where(s => Size(s) == 0 && cluster.PodsOf(s.Uid).Count == 0).Take((int)Math.Max(0, beyond)))
        {
            if (cluster.Find(ClusterWriter.ReplicaSets, set.Key) is { IsTerminating: false } there)
            {
                cluster.Delete(there);
            }
        }
    }

    private void Resize(StoredObject deployment, StoredObject set, long size)
    {
        var next = set.ToTree();
        var before = Size(set);
        next.Ensure("spec")["replicas"] = size;
        cluster.Update(set, next);
        var way = size > before ? "up" : "down";
        cluster.Event(
            deployment, Component, "Normal", "ScalingReplicaSet", $"Scaled {way} replica set {set.Key.Name} from {before} to {size}");
    }
}
