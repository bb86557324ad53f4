using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Resources;
using Agent.Node.Sources;

namespace Agent.Node.Admission;

/// <summary>
/// Which pods go so that a critical pod has room: as few as possible of the better promised classes, and of one class those
/// that fit the need best, as the kubelet chooses.
/// </summary>
internal static class Preemption
{
    /// <summary>The pods to end, or null if ending all that may be ended is not enough.</summary>
    /// <param name="pod">The critical pod.</param>
    /// <param name="others">The pods that are there.</param>
    /// <param name="shortages">What it lacks.</param>
    public static IReadOnlyList<V1Pod>? Victims(V1Pod pod, IReadOnlyList<V1Pod> others, IReadOnlyList<ResourceShortage> shortages)
    {
        var candidates = others.Where(o => MayGo(pod, o)).ToList();
        var needs = shortages.Select(s => new Need(s, s.Missing)).ToList();
        if (Left(needs, candidates).Count > 0)
        {
            return null;
        }

        var best = candidates.Where(c => PodQos.Of(c) == QosClass.BestEffort).ToList();
        var burstable = candidates.Where(c => PodQos.Of(c) == QosClass.Burstable).ToList();
        var guaranteed = candidates.Where(c => PodQos.Of(c) == QosClass.Guaranteed).ToList();
        var victims = Closest(guaranteed, Left(needs, [.. best, .. burstable]));
        victims = [.. victims, .. Closest(burstable, Left(needs, [.. best, .. victims]))];
        victims = [.. victims, .. Closest(best, Left(needs, victims))];
        return [.. victims.OrderBy(v => v.FullName(), StringComparer.Ordinal)];
    }

    private static bool MayGo(V1Pod pod, V1Pod other) =>
        pod.IsCritical() && (!other.IsCritical() || (pod.Spec.Priority is { } mine && other.Spec.Priority is { } theirs && mine > theirs));

    private static List<Need> Left(IReadOnlyList<Need> needs, IReadOnlyList<V1Pod> ended) =>
        [.. needs.Select(n => n with { Amount = n.Amount - ended.Sum(n.Of) }).Where(n => n.Amount > 0)];

    /// <summary>One after the other the pod that leaves the least of the need, and of equals the smaller one.</summary>
    private static List<V1Pod> Closest(List<V1Pod> pods, List<Need> needs)
    {
        var chosen = new List<V1Pod>();
        var rest = pods.ToList();
        while (needs.Count > 0 && rest.Count > 0)
        {
            var next = rest.OrderBy(p => needs.Sum(n => n.Distance(p))).ThenBy(p => needs.Sum(n => n.Of(p))).ThenBy(p => p.FullName(), StringComparer.Ordinal).First();
            rest.Remove(next);
            chosen.Add(next);
            needs = Left(needs, [next]);
        }

        return chosen;
    }

    /// <summary>How much of a resource must become free.</summary>
    private sealed record Need(ResourceShortage Shortage, long Amount)
    {
        public long Of(V1Pod pod) => Shortage.Resource == ResourceNames.Pods
            ? 1
            : Shortage.Number(PodResources.Requests(pod.Spec).GetValueOrDefault(Shortage.Resource));

        public double Distance(V1Pod pod)
        {
            var left = Math.Max(0, Amount - Of(pod)) / (double)Amount;
            return left * left;
        }
    }
}
