using System.Collections.Concurrent;
using Agent.ApiServer.Json;
using Agent.Kubernetes.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Discovery;

/// <summary>The OpenAPI documents, made when first asked for.</summary>
internal static class OpenApi
{
    private const string Json = "application/json";

    private static readonly Lazy<Document> LazyIndex = new(() => Of(JsonObjects.Write(OpenApiDocuments.Index(DiscoveryDocuments.Served))));
    private static readonly Lazy<Document> LazyVersion2 = new(() => Of(JsonObjects.Write(OpenApiDocuments.Version2(DiscoveryDocuments.Served))));
    private static readonly ConcurrentDictionary<string, Document?> Groups = new(StringComparer.Ordinal);

    /// <summary>Which documents there are.</summary>
    public static Document Index => LazyIndex.Value;

    /// <summary>The document of a group and version, as <c>apis/apps/v1</c>; null: there is none.</summary>
    public static Document? Version3(string path)
    {
        if (Groups.TryGetValue(path, out var known))
        {
            return known;
        }

        // Paths that are not served are not remembered: anybody could ask for any number of them.
        return OpenApiDocuments.Version3(DiscoveryDocuments.Served, path) is { } made
            ? Groups.GetOrAdd(path, Of(JsonObjects.Write(made)))
            : null;
    }

    /// <summary>All definitions; null when the client takes no JSON.</summary>
    public static Document? Version2(string? accept) =>
        string.IsNullOrEmpty(accept) || accept.Contains("json", StringComparison.Ordinal) || accept.Contains("*/*", StringComparison.Ordinal)
            ? LazyVersion2.Value : null;

    private static Document Of(byte[] body) => new(StatusCodes.Status200OK, Json, body);
}
