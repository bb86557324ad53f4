using Agent.Kubernetes;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Scheduling;

/// <summary>Which taints a pod tolerates, and for how long.</summary>
internal static class TaintRules
{
    public static bool Tolerates(V1Toleration toleration, Taint taint) => toleration.Tolerates(taint.Key, taint.Value, taint.Effect);

    /// <summary>The first taint of some effects that no toleration covers; null: all are tolerated.</summary>
    public static Taint? Untolerated(
        IReadOnlyList<V1Toleration> tolerations, IReadOnlyList<Taint> taints, params ReadOnlySpan<string> effects)
    {
        foreach (var taint in taints)
        {
            if (effects.Contains(taint.Effect) && !tolerations.Any(t => Tolerates(t, taint)))
            {
                return taint;
            }
        }

        return null;
    }

    /// <summary>When a pod must leave a node with these taints; null: never.</summary>
    public static DateTimeOffset? EndOfToleration(IReadOnlyList<V1Toleration> tolerations, IReadOnlyList<Taint> taints, DateTimeOffset now)
    {
        DateTimeOffset? end = null;
        foreach (var taint in taints)
        {
            var covering = tolerations.Where(t => Tolerates(t, taint)).ToList();
            if (covering.Count == 0)
            {
                return now;
            }

            // The shortest toleration counts, and one without limit only when no other has one.
            if (covering.Min(t => t.TolerationSeconds) is { } seconds)
            {
                var ends = (taint.Added ?? now).AddSeconds(Math.Max(0, seconds));
                end = end is null || ends < end ? ends : end;
            }
        }

        return end;
    }
}
