using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.OpenApi;

/// <summary>
/// Paths of resources with what clients look up in them: kinds, content types of patches, and that the server checks fields.
/// </summary>
internal static class OpenApiPaths
{
    private static readonly string[] PatchTypes =
        [ApiContentTypes.ApplyPatch, ApiContentTypes.JsonPatch, ApiContentTypes.MergePatch, ApiContentTypes.StrategicMergePatch];

    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    private static readonly string[] ListParameters =
    [
        "allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "resourceVersion", "resourceVersionMatch",
        "timeoutSeconds", "watch",
    ];

    /// <summary>The paths of a resource and its subresources.</summary>
    /// <param name="info">The resource.</param>
    /// <param name="schemas">Makes the references to schemas.</param>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(ApiResourceInfo info, OpenApiSchemas schemas)
    {
        var resource = info.Resource;
        var root = resource.Group.Length == 0 ? $"/api/{resource.Version}" : $"/apis/{resource.Group}/{resource.Version}";
        var collection = resource.Namespaced ? $"{root}/namespaces/{{namespace}}/{resource.Plural}" : $"{root}/{resource.Plural}";
        yield return Path(collection, info, collectionOf: true, schemas);
        yield return Path(collection + "/{name}", info, collectionOf: false, schemas);
        if (resource.Namespaced && info.Verbs.Contains("list"))
        {
            yield return KeyValuePair.Create<string, JsonNode?>(
                $"{root}/{resource.Plural}",
                new JsonObject { ["get"] = Operation(info, "list", ListParameters, schemas) });
        }

        foreach (var subresource in info.Subresources.Where(s => s.ApiVersion == resource.ApiVersion && s.Kind == resource.Kind))
        {
            var part = info with { Verbs = subresource.Verbs };
            yield return Path($"{collection}/{{name}}/{subresource.Name}", part, collectionOf: false, schemas);
        }
    }

    private static KeyValuePair<string, JsonNode?> Path(string path, ApiResourceInfo info, bool collectionOf, OpenApiSchemas schemas)
    {
        var item = new JsonObject();
        foreach (var (method, verb, parameters) in collectionOf ? Collection() : Item())
        {
            if (info.Verbs.Contains(verb))
            {
                item[method] = Operation(info, verb, parameters, schemas);
            }
        }

        var variables = path.Split('/').Where(p => p.StartsWith('{')).Select(p => Parameter(p.Trim('{', '}'), "path")).ToArray();
        if (variables.Length > 0)
        {
            item["parameters"] = new JsonArray(variables);
        }

        return KeyValuePair.Create<string, JsonNode?>(path, item);
    }

    private static (string Method, string Verb, string[] Parameters)[] Collection() =>
    [
        ("get", "list", ListParameters),
        ("post", "create", WriteParameters),
        ("delete", "deletecollection", ListParameters),
    ];

    private static (string Method, string Verb, string[] Parameters)[] Item() =>
    [
        ("get", "get", []),
        ("put", "update", WriteParameters),
        ("patch", "patch", [.. WriteParameters, "force"]),
        ("delete", "delete", ["dryRun", "gracePeriodSeconds", "propagationPolicy"]),
    ];

    private static JsonObject Operation(ApiResourceInfo info, string verb, string[] parameters, OpenApiSchemas schemas)
    {
        var resource = info.Resource;
        var answer = verb is "list" && info.Schema is { } type ? OpenApiSchemas.ListOf(type) : info.Schema;
        var operation = new JsonObject
        {
            ["parameters"] = new JsonArray([.. parameters.Select(p => Parameter(p, "query"))]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "OK", ["content"] = Content([ApiContentTypes.Json], answer, schemas) },
            },
            ["x-kubernetes-action"] = verb is "create" ? "post" : verb is "update" ? "put" : verb,
            ["x-kubernetes-group-version-kind"] = OpenApiSchemas.Kind(resource.Group, resource.Version, resource.Kind),
        };
        if (verb is "create" or "update")
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content([ApiContentTypes.Json], info.Schema, schemas) };
        }
        else if (verb is "patch")
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content(PatchTypes, null, schemas) };
        }

        return operation;
    }

    private static JsonObject Content(string[] types, string? type, OpenApiSchemas schemas)
    {
        var content = new JsonObject();
        foreach (var contentType in types)
        {
            content[contentType] = new JsonObject
            {
                ["schema"] = type is not null ? schemas.Reference(type) : new JsonObject { ["type"] = "object" },
            };
        }

        return content;
    }

    private static JsonNode Parameter(string name, string place)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["schema"] = new JsonObject { ["type"] = Kind(name), ["uniqueItems"] = true },
        };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        return parameter;
    }

    private static string Kind(string parameter) => parameter switch
    {
        "allowWatchBookmarks" or "force" or "watch" => "boolean",
        "gracePeriodSeconds" or "limit" or "timeoutSeconds" => "integer",
        _ => "string",
    };
}
