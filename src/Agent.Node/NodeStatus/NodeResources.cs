using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;
using Agent.Node.Hosting;

namespace Agent.Node.NodeStatus;

/// <summary>Capacity and allocatable of a node.</summary>
internal static class NodeResources
{
    /// <summary>
    /// The capacity: what the node itself measures, over what the object had, so that resources that others wrote stay.
    /// </summary>
    public static ImmutableSortedDictionary<string, Quantity> Capacity(
        NodeStatusOptions options, NodeView view, IReadOnlyDictionary<string, Quantity>? before)
    {
        var capacity = Sorted(before);
        capacity[ResourceNames.Pods] = Quantity.FromInt64(Pods(options, view.Machine?.Cores));
        if (view.Machine is { } machine)
        {
            capacity[ResourceNames.Cpu] = Quantity.FromMilli(machine.Cores * 1000L);
            capacity[ResourceNames.Memory] = Bytes(machine.MemoryBytes);
            foreach (var (size, pages) in machine.HugePages)
            {
                capacity[HugePagesName(size)] = Bytes(size * pages);
            }
        }
        else
        {
            // A new node has none until they can be read; one that is known keeps what it had.
            capacity.TryAdd(ResourceNames.Cpu, Quantity.Zero);
            capacity.TryAdd(ResourceNames.Memory, Bytes(0));
        }

        if (options.LocalStorageCapacityIsolation && view.Space is { } space)
        {
            capacity[ResourceNames.EphemeralStorage] = Bytes(space.TotalBytes);
        }

        return capacity.ToImmutable();
    }

    /// <summary>What pods may use: capacity without reservations; of memory also without huge pages, which are taken from it.</summary>
    public static ImmutableSortedDictionary<string, Quantity> Allocatable(
        NodeStatusOptions options, IReadOnlyDictionary<string, Quantity> capacity, IReadOnlyDictionary<string, Quantity>? before)
    {
        var allocatable = Sorted(before);
        foreach (var gone in allocatable.Keys.Where(name => ResourceNames.IsExtended(name) && !capacity.ContainsKey(name)).ToList())
        {
            allocatable.Remove(gone);
        }

        var reserved = NodeReservations.Of(options, capacity);
        foreach (var (name, amount) in capacity)
        {
            allocatable[name] = reserved.TryGetValue(name, out var kept) ? NotNegative(amount - kept) : NotNegative(amount);
        }

        foreach (var (name, amount) in capacity.Where(pair => ResourceNames.IsHugePages(pair.Key)))
        {
            allocatable[ResourceNames.Memory] = NotNegative(allocatable[ResourceNames.Memory] - amount);
        }

        return allocatable.ToImmutable();
    }

    /// <summary>The resource name of a size of huge page in bytes, as <c>hugepages-2Mi</c>.</summary>
    public static string HugePagesName(long size) => ResourceNames.HugePagesPrefix + Bytes(size);

    private static long Pods(NodeStatusOptions options, int? cores) =>
        options.PodsPerCore > 0 && cores is { } count ? Math.Min((long)count * options.PodsPerCore, options.MaxPods) : options.MaxPods;

    private static Quantity Bytes(long bytes) => Quantity.FromInt64(bytes, QuantityFormat.BinarySI);

    private static Quantity NotNegative(Quantity amount) => amount.Sign < 0 ? Quantity.Zero.WithFormat(amount.Format) : amount;

    private static ImmutableSortedDictionary<string, Quantity>.Builder Sorted(IReadOnlyDictionary<string, Quantity>? amounts)
    {
        var sorted = ImmutableSortedDictionary.CreateBuilder<string, Quantity>(StringComparer.Ordinal);
        sorted.AddRange(amounts ?? ResourceAmounts.Empty);
        return sorted;
    }
}
