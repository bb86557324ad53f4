namespace Agent.Kubernetes.Client;

/// <summary>Who the API server's logs say has asked.</summary>
public static class ApiUserAgent
{
    /// <summary>As <c>agent/1.0.0 (linux/amd64) kubernetes/v1.36.2</c>, the form of Kubernetes' own clients.</summary>
    /// <param name="version">Version of the agent.</param>
    /// <param name="platform">Operating system and architecture by Go's names.</param>
    /// <param name="kubernetes">Version of Kubernetes that the agent speaks.</param>
    public static string Of(string version, string platform, string kubernetes) => $"agent/{version} ({platform}) kubernetes/{kubernetes}";
}
