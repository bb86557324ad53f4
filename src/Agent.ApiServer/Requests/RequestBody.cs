using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Reads the bodies of requests.</summary>
internal static class RequestBody
{
    /// <summary>Bytes a body may have: as upstream, 3 MiB.</summary>
    public const long Limit = 3 * 1024 * 1024;

    /// <summary>An object of a resource, its fields in the order kind, apiVersion, metadata, rest.</summary>
    public static JsonObject Object(ApiRequest request, ResourceDefinition definition) =>
        InOrder(Object(request, definition.Resource.ApiVersion, definition.Resource.Kind));

    /// <summary>An object of a kind; fields that are null are left out.</summary>
    public static JsonObject Object(ApiRequest request, string apiVersion, string kind)
    {
        CheckSize(request);
        if (request.ContentType is not ApiContentTypes.Json)
        {
            throw ApiErrors.UnsupportedMediaType(request.ContentType, ApiContentTypes.Json);
        }

        var body = Parse(request.Body);
        JsonObjects.DropNulls(body);
        CheckType(body, "apiVersion", apiVersion);
        CheckType(body, "kind", kind);
        return body;
    }

    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            throw ApiErrors.BadRequest("the body of the request is empty");
        }

        try
        {
            return JsonObjects.Parse(body.Span);
        }
        catch (JsonException wrong)
        {
            throw ApiErrors.BadRequest("the object provided is unrecognized (must be of type JSON): " + wrong.Message);
        }
    }

    public static void CheckSize(ApiRequest request)
    {
        if (request.Body.Length > Limit)
        {
            throw ApiErrors.TooLarge(Limit);
        }
    }

    /// <summary>The fields that tell what an object is come first.</summary>
    public static JsonObject InOrder(JsonObject body)
    {
        var ordered = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["kind", "apiVersion", "metadata"])
        {
            if (body.TryGetPropertyValue(name, out var value))
            {
                body.Remove(name);
                ordered[name] = value;
            }
        }

        while (body.Count > 0)
        {
            var (name, value) = body.GetAt(0);
            body.RemoveAt(0);
            ordered[name] = value;
        }

        return ordered;
    }

    private static void CheckType(JsonObject body, string field, string expected)
    {
        if (body[field] is null)
        {
            body[field] = expected;
        }
        else if (body.Text(field) is var found && found != expected)
        {
            throw ApiErrors.BadRequest($"the {field} in the data ({found}) does not match the expected {field} ({expected})");
        }
    }
}
