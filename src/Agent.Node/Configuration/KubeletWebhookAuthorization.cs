using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>Authorization by the API server's SubjectAccessReview.</summary>
public sealed record KubeletWebhookAuthorization
{
    /// <summary>How long the API server's permission is remembered.</summary>
    [JsonPropertyName("cacheAuthorizedTTL"), Flag("authorization-webhook-cache-authorized-ttl"), ZeroIsUnset]
    public TimeSpan CacheAuthorizedTtl { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the API server's refusal is remembered.</summary>
    [JsonPropertyName("cacheUnauthorizedTTL"), Flag("authorization-webhook-cache-unauthorized-ttl"), ZeroIsUnset]
    public TimeSpan CacheUnauthorizedTtl { get; init; } = TimeSpan.FromSeconds(30);
}
