using System.Globalization;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Hosting;

namespace Agent.Node.NodeStatus;

/// <summary>What of a node's capacity is kept from pods.</summary>
internal static class NodeReservations
{
    private static readonly (string Signal, string Resource)[] Evicting =
    [
        ("memory.available", ResourceNames.Memory),
        ("nodefs.available", ResourceNames.EphemeralStorage),
    ];

    /// <summary>The reservations for Kubernetes and for the system, and the room that hard eviction keeps free, by resource.</summary>
    public static IReadOnlyDictionary<string, Quantity> Of(NodeStatusOptions options, IReadOnlyDictionary<string, Quantity> capacity)
    {
        var kube = Parse(options.KubeReserved);
        var system = Parse(options.SystemReserved);
        if (options.ReservedSystemCpus > 0)
        {
            kube.Remove(ResourceNames.Cpu);
            system[ResourceNames.Cpu] = Quantity.FromInt64(options.ReservedSystemCpus);
        }

        var reserved = ResourceAmounts.Sum(kube, system);
        return options.AllocatableIgnoresEviction ? reserved : ResourceAmounts.Sum(reserved, OfEviction(options, capacity));
    }

    private static SortedDictionary<string, Quantity> OfEviction(NodeStatusOptions options, IReadOnlyDictionary<string, Quantity> capacity)
    {
        var kept = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (signal, resource) in Evicting)
        {
            if (options.EvictionHard.TryGetValue(signal, out var threshold) && capacity.TryGetValue(resource, out var whole))
            {
                kept[resource] = Threshold(threshold, whole);
            }
        }

        return kept;
    }

    /// <summary>A threshold as an amount. 0% and 100% switch the signal off, and a percentage is counted in single precision as the kubelet does.</summary>
    private static Quantity Threshold(string text, Quantity whole)
    {
        if (!text.EndsWith('%'))
        {
            return Quantity.Parse(text);
        }

        var percent = float.Parse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture);
        return percent is <= 0 or >= 100
            ? Quantity.Zero
            : Quantity.FromInt64((long)(whole.Value() * (double)(percent / 100)), QuantityFormat.BinarySI);
    }

    private static SortedDictionary<string, Quantity> Parse(IReadOnlyDictionary<string, string> amounts)
    {
        var parsed = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (resource, amount) in amounts)
        {
            parsed[resource] = Quantity.Parse(amount);
        }

        return parsed;
    }
}
