namespace Agent.Node.Configuration;

/// <summary>How the HTTPS server finds out who calls.</summary>
public sealed record KubeletAuthentication
{
    /// <summary>By client certificate.</summary>
    public KubeletX509Authentication X509 { get; init; } = new();

    /// <summary>By bearer token, checked by the API server.</summary>
    public KubeletWebhookAuthentication Webhook { get; init; } = new();

    /// <summary>Callers that show nothing.</summary>
    public KubeletAnonymousAuthentication Anonymous { get; init; } = new();
}
