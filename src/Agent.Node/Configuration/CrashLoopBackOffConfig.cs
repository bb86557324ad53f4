namespace Agent.Node.Configuration;

/// <summary>Back-off of containers that keep crashing.</summary>
public sealed record CrashLoopBackOffConfig
{
    /// <summary>Longest time between two starts of a container that keeps crashing, 1s to 300s.</summary>
    public TimeSpan MaxContainerRestartPeriod { get; init; } = TimeSpan.FromSeconds(300);
}
