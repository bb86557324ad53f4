namespace Agent.Node.Configuration;

/// <summary>The delay of a shutdown for pods from one priority up.</summary>
public sealed record ShutdownGracePeriodByPodPriority
{
    /// <summary>Lowest priority of the pods.</summary>
    public int Priority { get; init; }

    /// <summary>Seconds that they get.</summary>
    public long ShutdownGracePeriodSeconds { get; init; }
}
