using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>Authentication by the API server's TokenReview.</summary>
public sealed record KubeletWebhookAuthentication
{
    /// <summary>Whether bearer tokens are accepted; the API server checks them.</summary>
    [Flag("authentication-token-webhook")]
    public bool Enabled { get; init; } = true;

    /// <summary>How long the API server's answer on a token is remembered.</summary>
    [JsonPropertyName("cacheTTL"), Flag("authentication-token-webhook-cache-ttl"), ZeroIsUnset]
    public TimeSpan CacheTtl { get; init; } = TimeSpan.FromMinutes(2);
}
