using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;

namespace Agent.ApiServer.Controllers;

/// <summary>Counts how many pods a disruption budget can spare. What is expected is the pods that are there.</summary>
internal sealed class DisruptionController(ClusterWriter cluster) : Controller
{
    private static readonly ResourceDefinition Budgets = ResourceCatalog.Get("policy", "poddisruptionbudgets");

    private readonly SortedSet<ObjectKey> _budgets = [];

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == Budgets)
        {
            if (after is null)
            {
                _budgets.Remove(one.Key);
            }
            else
            {
                _budgets.Add(one.Key);
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.Pods && _budgets.Count > 0)
        {
            foreach (var key in _budgets.GetViewBetween(new ObjectKey(one.Key.Namespace, ""), new ObjectKey(one.Key.Namespace, "\uffff")))
            {
                Queue(key);
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(Budgets, key) is not { } budget)
        {
            return;
        }

        var next = budget.ToTree();
        var spec = next.Ensure("spec");
        var pods = spec.Object("selector") is { } selector
            ? cluster.Store.Select(ClusterWriter.Pods, new ObjectFilter(key.Namespace, LabelSelectors.Of(selector))).Objects ?? []
            : [];
        var expected = pods.Where(p => !p.Pod.IsOver).ToList();
        var status = next.Ensure("status");
        var disrupted = status.Object("disruptedPods");
        foreach (var (name, _) in disrupted?.ToList() ?? [])
        {
            if (!expected.Exists(p => p.Key.Name == name && !p.IsTerminating))
            {
                disrupted!.Remove(name);
            }
        }

        var healthy = expected.Count(p => p.Pod.IsReady && !p.IsTerminating && disrupted?.ContainsKey(p.Key.Name) != true);
        var desired = spec["minAvailable"] is { } least
            ? Counts.OfWhole(least, expected.Count, roundUp: true)
            : expected.Count - Counts.OfWhole(spec["maxUnavailable"] ?? 1, expected.Count, roundUp: true);
        var allowed = Math.Max(0, healthy - Math.Max(0, desired));
        status["currentHealthy"] = healthy;
        status["desiredHealthy"] = Math.Max(0, desired);
        status["expectedPods"] = expected.Count;
        status["disruptionsAllowed"] = allowed;
        status["observedGeneration"] = next.Ensure("metadata").Number("generation") ?? 0;
        StatusConditions.Set(
            next, "DisruptionAllowed", allowed > 0 ? "True" : "False", now, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
        cluster.UpdateStatus(budget, next);
    }
}
