namespace Agent.Kubernetes.Client;

/// <summary>What a program gave.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Expiry">When it ends; null: when the agent ends.</param>
internal sealed record ExecCredential(ApiCredential Credential, DateTimeOffset? Expiry);
