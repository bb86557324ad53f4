using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Controllers;

/// <summary>How many pods the new and the old replica sets of a deployment are to have next.</summary>
/// <param name="Replicas">How many pods the deployment asks for.</param>
/// <param name="MaxSurge">How many more there may be.</param>
/// <param name="MaxUnavailable">How many of them may be unavailable.</param>
/// <param name="IsRecreate">Old pods go before new ones come.</param>
internal sealed record RolloutPlan(long Replicas, long MaxSurge, long MaxUnavailable, bool IsRecreate)
{
    public static RolloutPlan Of(JsonObject spec)
    {
        var replicas = spec.Number("replicas") ?? 1;
        var strategy = spec.Object("strategy");
        if (strategy?.Text("type") == "Recreate")
        {
            return new RolloutPlan(replicas, 0, 0, true);
        }

        var rolling = strategy.Object("rollingUpdate");
        var surge = Counts.OfWhole(rolling?["maxSurge"] ?? "25%", replicas, roundUp: true);
        var unavailable = Counts.OfWhole(rolling?["maxUnavailable"] ?? "25%", replicas, roundUp: false);

        // Neither more nor fewer pods would mean that nothing ever moves.
        return new RolloutPlan(replicas, surge, surge == 0 && unavailable == 0 ? 1 : unavailable, false);
    }

    /// <summary>The next size of the new set.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="all">The size of all sets.</param>
    /// <param name="hasOldPods">Pods of old sets are there still.</param>
    public long NewSize(long size, long all, bool hasOldPods) =>
        size >= Replicas ? Replicas
        : IsRecreate ? (hasOldPods ? size : Replicas)
        : size + Math.Max(0, Math.Min(Replicas + MaxSurge - all, Replicas - size));

    /// <summary>The next sizes of the old sets, which come oldest first.</summary>
    public IReadOnlyList<long> OldSizes(RolloutSet current, IReadOnlyList<RolloutSet> old)
    {
        if (IsRecreate)
        {
            return [.. old.Select(_ => 0L)];
        }

        var sizes = old.Select(s => s.Size).ToArray();
        var all = current.Size + sizes.Sum();
        var least = Replicas - MaxUnavailable;
        var mayGo = all - least - (current.Size - current.Available);

        // First what is not available anyway.
        for (var i = 0; i < sizes.Length && mayGo > 0; i++)
        {
            var broken = Math.Min(mayGo, Math.Max(0, sizes[i] - old[i].Available));
            sizes[i] -= broken;
            mayGo -= broken;
        }

        var available = current.Available + old.Zip(sizes, (s, size) => Math.Min(s.Available, size)).Sum();
        var spare = available - least;
        for (var i = 0; i < sizes.Length && spare > 0; i++)
        {
            var goes = Math.Min(sizes[i], spare);
            sizes[i] -= goes;
            spare -= goes;
        }

        return sizes;
    }
}
