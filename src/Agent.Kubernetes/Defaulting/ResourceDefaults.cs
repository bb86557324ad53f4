using Agent.Kubernetes.Resources;

namespace Agent.Kubernetes.Defaulting;

/// <summary>Defaults of requests and limits.</summary>
internal static class ResourceDefaults
{
    /// <summary>Requests a container does not name are its limits. Amounts are rounded up to thousandths.</summary>
    public static V1ResourceRequirements? OfContainer(V1ResourceRequirements? resources) => resources is null
        ? null
        : resources with
        {
            Limits = Round(resources.Limits),
            Requests = resources.Limits is null
                ? Round(resources.Requests) : Round(ResourceAmounts.FillFrom(resources.Requests, resources.Limits)),
        };

    /// <summary>
    /// A pod's own resources, when it has any: limits of huge pages are what its containers have; requests it does not name are
    /// what its containers request, else its limits.
    /// </summary>
    public static V1ResourceRequirements? OfPod(V1PodSpec spec)
    {
        if (spec.Resources is not { } resources)
        {
            return null;
        }

        var limits = resources.Limits;
        if (limits is { Count: > 0 } || resources.Requests is { Count: > 0 })
        {
            limits = NullIfEmpty(ResourceAmounts.FillFrom(limits, Of(
                ResourceAmounts.OfContainers(spec, c => c.Resources?.Limits),
                name => ResourceNames.IsHugePages(name) && resources.Requests?.ContainsKey(name) != true)));
        }

        var requests = resources.Requests;
        if (limits is { Count: > 0 })
        {
            requests = ResourceAmounts.FillFrom(requests, Of(
                ResourceAmounts.OfContainers(spec, c => c.Resources?.Requests),
                name => ResourceNames.IsPodLevel(name) && ResourceNames.IsOvercommitAllowed(name)));
            requests = NullIfEmpty(ResourceAmounts.FillFrom(requests, Of(limits, ResourceNames.IsPodLevel)));
        }

        return resources with { Limits = Round(limits), Requests = Round(requests) };
    }

    /// <summary>Amounts rounded up to thousandths, as the API keeps them.</summary>
    public static IReadOnlyDictionary<string, Quantity>? Round(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts is null || amounts.Values.All(q => q.RoundUpToMilli() == q)
            ? amounts
            : new SortedDictionary<string, Quantity>(
                amounts.ToDictionary(a => a.Key, a => a.Value.RoundUpToMilli(), StringComparer.Ordinal), StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, Quantity>? NullIfEmpty(IReadOnlyDictionary<string, Quantity> amounts) =>
        amounts.Count == 0 ? null : amounts;

    private static Dictionary<string, Quantity> Of(IReadOnlyDictionary<string, Quantity> amounts, Func<string, bool> which) =>
        amounts.Where(a => which(a.Key)).ToDictionary(StringComparer.Ordinal);
}
