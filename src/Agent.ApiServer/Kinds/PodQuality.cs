using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.ApiServer.Kinds;

/// <summary>The quality-of-service class that the server records when a pod is made.</summary>
internal static class PodQuality
{
    private static readonly string[] Compared = [ResourceNames.Cpu, ResourceNames.Memory];

    public static string Of(V1PodSpec spec)
    {
        var own = Counted(spec.Resources?.Requests).Concat(Counted(spec.Resources?.Limits)).Any();
        IReadOnlyList<V1ResourceRequirements?> all = own
            ? [spec.Resources]
            : [.. spec.Containers.Concat(spec.InitContainers ?? []).Select(c => c.Resources)];
        if (all.All(r => !Counted(r?.Requests).Any() && !Counted(r?.Limits).Any()))
        {
            return "BestEffort";
        }

        var requests = Sum(all.Select(r => r?.Requests));
        var limits = Sum(all.Select(r => r?.Limits));
        var isGuaranteed = all.All(r => Counted(r?.Limits).Count() == Compared.Length)
            && Compared.All(name => requests.GetValueOrDefault(name) == limits.GetValueOrDefault(name));
        return isGuaranteed ? "Guaranteed" : "Burstable";
    }

    private static IReadOnlyDictionary<string, Quantity> Sum(IEnumerable<IReadOnlyDictionary<string, Quantity>?> amounts) =>
        amounts.Aggregate(
            ResourceAmounts.Empty, (sum, next) => ResourceAmounts.Sum(sum, Counted(next).ToDictionary(StringComparer.Ordinal)));

    private static IEnumerable<KeyValuePair<string, Quantity>> Counted(IReadOnlyDictionary<string, Quantity>? amounts) =>
        (amounts ?? ResourceAmounts.Empty).Where(a => Compared.Contains(a.Key) && a.Value.Sign > 0);
}
