using Agent.Simulation.Ports;

namespace Agent.Simulation.Runtime;

/// <summary>An image that a simulated runtime can pull, and what its program does.</summary>
public sealed record RegistryImage
{
    /// <summary>What its program does in a run.</summary>
    public Func<ContainerStart, ContainerBehavior> Program { get; init; } = _ => ContainerBehavior.Forever;

    /// <summary>Why it cannot be pulled; null: it can.</summary>
    public string? PullError { get; init; }

    /// <summary>How long a pull takes; null: as the runtime's latencies say.</summary>
    public LatencyRange? PullTakes { get; init; }

    /// <summary>Size in bytes.</summary>
    public ulong Size { get; init; } = 10_000_000;

    /// <summary>The user it runs as: a number; null: by name.</summary>
    public long? Uid { get; init; } = 0;

    /// <summary>The user it runs as, by name; empty: by number.</summary>
    public string Username { get; init; } = "";

    /// <summary>Only this user may pull it; null: everybody.</summary>
    public string? PullUser { get; init; }
}
