using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.OpenApi;

/// <summary>
/// The OpenAPI documents of an API server, from the field table. kubectl takes from them how to merge patches, what
/// <c>explain</c> shows, and that the server checks fields. Built anew at each call; keep what is served often.
/// </summary>
public static class OpenApiDocuments
{
    /// <summary>The answer of <c>/openapi/v3</c>: where each group version's document is.</summary>
    /// <param name="resources">The resources that are served.</param>
    public static JsonObject Index(IEnumerable<ApiResourceInfo> resources)
    {
        var paths = new JsonObject();
        foreach (var group in ByGroupVersion(resources))
        {
            var path = PathOf(group.Key);
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Version3(group).ToJsonString())));
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={hash}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>The answer of <c>/openapi/v3/</c> and <paramref name="path"/>; null when nothing of it is served.</summary>
    /// <param name="resources">The resources that are served.</param>
    /// <param name="path">A path of the index, as <c>api/v1</c> or <c>apis/apps/v1</c>.</param>
    public static JsonObject? Version3(IEnumerable<ApiResourceInfo> resources, string path) =>
        ByGroupVersion(resources).FirstOrDefault(g => PathOf(g.Key) == path) is { } group ? Version3(group) : null;

    /// <summary>The answer of <c>/openapi/v2</c> as JSON: the definitions of all kinds.</summary>
    /// <param name="resources">The resources that are served.</param>
    public static JsonObject Version2(IEnumerable<ApiResourceInfo> resources)
    {
        var schemas = new OpenApiSchemas("#/definitions/", wrapReferences: false);
        foreach (var resource in resources)
        {
            schemas.Add(resource);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(),
            ["paths"] = new JsonObject(),
            ["definitions"] = schemas.ToJson(),
        };
    }

    private static JsonObject Version3(IEnumerable<ApiResourceInfo> resources)
    {
        var schemas = new OpenApiSchemas("#/components/schemas/", wrapReferences: true);
        var paths = new JsonObject();
        foreach (var resource in resources)
        {
            schemas.Add(resource);
            foreach (var (path, item) in OpenApiPaths.Of(resource, schemas))
            {
                paths[path] = item;
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.ToJson() },
        };
    }

    private static IEnumerable<IGrouping<(string Group, string Version), ApiResourceInfo>> ByGroupVersion(
        IEnumerable<ApiResourceInfo> resources) => resources.GroupBy(r => (r.Resource.Group, r.Resource.Version));

    private static string PathOf((string Group, string Version) key) =>
        key.Group.Length == 0 ? $"api/{key.Version}" : $"apis/{key.Group}/{key.Version}";

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.36" };
}
