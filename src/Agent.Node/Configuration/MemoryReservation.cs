using System.Collections.Immutable;

namespace Agent.Node.Configuration;

/// <summary>Memory kept from containers on one NUMA node.</summary>
public sealed record MemoryReservation
{
    /// <summary>Number of the NUMA node.</summary>
    public int NumaNode { get; init; }

    /// <summary>What is kept, <c>memory</c> or <c>hugepages-SIZE</c> to a quantity.</summary>
    public ImmutableSortedDictionary<string, string> Limits { get; init; } = OrdinalMap.Empty<string>();
}
