using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Tokens;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Discovery;

/// <summary>The documents that the server has besides its objects: health, version, discovery, keys.</summary>
internal sealed class Documents(ServiceAccountTokens tokens)
{
    private const string Json = "application/json";
    private const string AggregatedForm = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static readonly string[] Root =
        ["/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version"];

    /// <summary>What everybody may read.</summary>
    public Document? FindPublic(string path, IQueryCollection query)
    {
        switch (path.TrimEnd('/'))
        {
            case "/healthz" or "/livez" or "/readyz":
                var text = query.ContainsKey("verbose") ? $"[+]ping ok\n[+]store ok\n{path[1..]} check passed\n" : "ok";
                return new Document(StatusCodes.Status200OK, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
            case "/version":
                return Of(ServerVersion.Describe());
            case "/.well-known/openid-configuration":
                return Of(TokenKeys.Configuration(tokens.Issuer));
            case "/openid/v1/jwks":
                return Of(TokenKeys.Keys(tokens.Signer), "application/jwk-set+json");
            default:
                return null;
        }
    }

    /// <summary>What users may read; null: no document is there.</summary>
    public static Document? Find(string path, string? accept)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case []:
                return Of(new JsonObject { ["paths"] = new JsonArray([.. Root.Select(p => (JsonNode)p)]) });
            case ["api"]:
                return WantsAggregated(accept) ? Of(DiscoveryDocuments.Aggregated(isCore: true), AggregatedForm)
                    : Of(DiscoveryDocuments.CoreVersions(""));
            case ["apis"]:
                return WantsAggregated(accept) ? Of(DiscoveryDocuments.Aggregated(isCore: false), AggregatedForm)
                    : Of(DiscoveryDocuments.GroupList());
            case ["openapi", "v3"]:
                return OpenApi.Index;
            case ["openapi", "v3", .. var rest]:
                return OpenApi.Version3(string.Join('/', rest)) ?? throw ApiErrors.NoSuchPath();
            case ["openapi", "v2"]:
                return OpenApi.Version2(accept) ?? throw ApiErrors.NotAcceptable();
            case ["api", var version]:
                return Of(DiscoveryDocuments.Resources("", version) ?? throw ApiErrors.NoSuchPath());
            case ["apis", var group]:
                return Of(DiscoveryDocuments.Group(group) ?? throw ApiErrors.NoSuchPath());
            case ["apis", var group, var version]:
                return Of(DiscoveryDocuments.Resources(group, version) ?? throw ApiErrors.NoSuchPath());
            default:
                return null;
        }
    }

    private static bool WantsAggregated(string? accept) => (accept ?? "").Split(',').Any(entry =>
    {
        var parts = entry.Split(';', StringSplitOptions.TrimEntries);
        return parts.Contains("g=apidiscovery.k8s.io") && parts.Contains("v=v2") && parts.Contains("as=APIGroupDiscoveryList")
            && parts[0] is "application/json";
    });

    private static Document Of(JsonObject value, string contentType = Json) =>
        new(StatusCodes.Status200OK, contentType, JsonObjects.Write(value));
}
