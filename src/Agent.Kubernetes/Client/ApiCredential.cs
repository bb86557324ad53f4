namespace Agent.Kubernetes.Client;

/// <summary>What proves to the API server who asks. A new one is another object.</summary>
internal sealed class ApiCredential(string? authorization, KeyPairPem? keyPair = null)
{
    /// <summary>Nothing.</summary>
    public static ApiCredential None { get; } = new(null);

    /// <summary>The Authorization header; null: none.</summary>
    public string? Authorization { get; } = authorization;

    /// <summary>A client certificate; null: none but what the kubeconfig names.</summary>
    public KeyPairPem? KeyPair { get; } = keyPair;
}
