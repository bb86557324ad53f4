namespace Agent.Kubernetes.Resources;

/// <summary>Arithmetic on amounts by resource. Results are in ordinal order of the names.</summary>
public static class ResourceAmounts
{
    /// <summary>No amounts.</summary>
    public static IReadOnlyDictionary<string, Quantity> Empty { get; } =
        new SortedDictionary<string, Quantity>(StringComparer.Ordinal);

    /// <summary>The sum by resource.</summary>
    public static IReadOnlyDictionary<string, Quantity> Sum(
        IReadOnlyDictionary<string, Quantity>? left, IReadOnlyDictionary<string, Quantity>? right) =>
        Combine(left, right, static (a, b) => a + b);

    /// <summary>The larger by resource.</summary>
    public static IReadOnlyDictionary<string, Quantity> Max(
        IReadOnlyDictionary<string, Quantity>? left, IReadOnlyDictionary<string, Quantity>? right) =>
        Combine(left, right, Quantity.Max);

    /// <summary>The first, with what only the second names added.</summary>
    public static IReadOnlyDictionary<string, Quantity> FillFrom(
        IReadOnlyDictionary<string, Quantity>? amounts, IReadOnlyDictionary<string, Quantity>? defaults) =>
        Combine(amounts, defaults, static (a, _) => a);

    /// <summary>
    /// What a pod's containers amount to: the regular ones and the sidecars together, or one init container with the sidecars
    /// before it where that is more.
    /// </summary>
    /// <param name="spec">The pod.</param>
    /// <param name="amounts">The amounts of a container, such as its requests.</param>
    public static IReadOnlyDictionary<string, Quantity> OfContainers(
        V1PodSpec spec, Func<V1Container, IReadOnlyDictionary<string, Quantity>?> amounts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(amounts);
        var total = spec.Containers.Aggregate(Empty, (sum, c) => Sum(sum, amounts(c)));
        var (sidecars, peak) = (Empty, Empty);
        foreach (var container in spec.InitContainers ?? [])
        {
            var own = Sum(sidecars, amounts(container));
            if (container.IsSidecar())
            {
                total = Sum(total, amounts(container));
                sidecars = own;
            }

            peak = Max(peak, own);
        }

        return Max(total, peak);
    }

    private static SortedDictionary<string, Quantity> Combine(
        IReadOnlyDictionary<string, Quantity>? left,
        IReadOnlyDictionary<string, Quantity>? right,
        Func<Quantity, Quantity, Quantity> both)
    {
        var result = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, amount) in left ?? Empty)
        {
            result[name] = amount;
        }

        foreach (var (name, amount) in right ?? Empty)
        {
            result[name] = result.TryGetValue(name, out var other) ? both(other, amount) : amount;
        }

        return result;
    }
}
