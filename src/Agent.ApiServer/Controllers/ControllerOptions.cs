namespace Agent.ApiServer.Controllers;

/// <summary>Periods of the controllers.</summary>
public sealed record ControllerOptions
{
    /// <summary>How long after its last heartbeat a node is held to be gone.</summary>
    public TimeSpan NodeGracePeriod { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a new node may take to its first heartbeat.</summary>
    public TimeSpan NodeStartupPeriod { get; init; } = TimeSpan.FromSeconds(60);
}
