namespace Agent.Kubernetes.Api;

/// <summary>Which connection carries a request.</summary>
public enum ApiConnection
{
    /// <summary>The connection that everything shares.</summary>
    Shared,

    /// <summary>A connection of its own for leases and node status, so that nothing else delays them.</summary>
    Heartbeat,
}
