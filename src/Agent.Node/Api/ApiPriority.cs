namespace Agent.Node.Api;

/// <summary>Who goes first when the client-side rate limit holds requests back; a lower one never waits behind a higher.</summary>
internal enum ApiPriority
{
    /// <summary>Lease and node status: never held back.</summary>
    Heartbeat,

    /// <summary>Pod statuses and deletions, bindings of tokens: what others wait for.</summary>
    Status,

    /// <summary>Everything else.</summary>
    Normal,
}
