namespace Agent.Node.Configuration;

/// <summary>How the HTTPS server decides what a caller may do.</summary>
public sealed record KubeletAuthorization
{
    /// <summary>Who decides what a caller may do.</summary>
    [Flag("authorization-mode"), ZeroIsUnset]
    public AuthorizationMode Mode { get; init; } = AuthorizationMode.Webhook;

    /// <summary>The API server's answers.</summary>
    public KubeletWebhookAuthorization Webhook { get; init; } = new();
}
