using System.Net;

namespace Agent.Server.Health;

/// <summary>Where /healthz is served.</summary>
/// <param name="Address">IP address (healthzBindAddress).</param>
/// <param name="Port">Port (healthzPort); 0 for no server.</param>
public sealed record HealthzOptions(IPAddress Address, int Port)
{
    /// <summary>Time until the next attempt when the port is taken (the kubelet's 5 s).</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(5);
}
