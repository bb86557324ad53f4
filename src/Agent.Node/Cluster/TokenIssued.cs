using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>The answer to <see cref="RequestToken"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Token">The token, a secret; empty on error.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="Error">Why there is none; null: there is one.</param>
internal sealed record TokenIssued(CallId Id, string Token, DateTimeOffset Expires, string? Error)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => Error ?? $"token until {Expires:O}";
}
