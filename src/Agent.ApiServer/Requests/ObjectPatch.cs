using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Patches;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Requests;

/// <summary>
/// Applies a patch, whose kind its content type names. What an earlier apply configuration had and this one leaves out stays.
/// </summary>
internal static class ObjectPatch
{
    private const string Accepted =
        ApiContentTypes.JsonPatch + ", " + ApiContentTypes.MergePatch + ", " + ApiContentTypes.StrategicMergePatch + ", "
        + ApiContentTypes.ApplyPatch;

    /// <param name="definition">The resource, for what is refused.</param>
    /// <param name="schema">The type of the object in the field table; null: it is not there.</param>
    /// <param name="current">The object.</param>
    /// <param name="request">The request.</param>
    public static JsonObject Apply(ResourceDefinition definition, string? schema, JsonObject current, ApiRequest request)
    {
        try
        {
            return request.ContentType switch
            {
                ApiContentTypes.JsonPatch => JsonPatch.Apply(ParsePatch(request), current) as JsonObject
                    ?? throw ApiErrors.BadRequest("the patch leaves no object"),
                ApiContentTypes.MergePatch => (JsonObject)JsonMergePatch.Apply(RequestBody.Parse(request.Body), current)!,
                ApiContentTypes.StrategicMergePatch when schema is not null =>
                    StrategicMergePatch.Apply(RequestBody.Parse(request.Body), current, schema),
                ApiContentTypes.ApplyPatch when schema is not null => Applied(RequestBody.Parse(request.Body), current, schema),
                _ => throw ApiErrors.UnsupportedMediaType(request.ContentType, Accepted),
            };
        }
        catch (PatchException wrong) when (wrong.Kind == PatchErrorKind.Malformed)
        {
            throw ApiErrors.BadRequest(wrong.Message);
        }
        catch (PatchException wrong)
        {
            throw ApiErrors.Invalid(definition, request.Name ?? "", FieldErrorKind.Invalid, "patch", "", wrong.Message);
        }
    }

    /// <summary>The object that an apply configuration makes when there is none.</summary>
    public static JsonObject NewFromApply(ResourceDefinition definition, ApiRequest request)
    {
        var fresh = RequestBody.Object(request with { ContentType = ApiContentTypes.Json }, definition);
        fresh.Ensure("metadata").Default("name", request.Name!);
        return fresh;
    }

    private static JsonObject Applied(JsonObject configuration, JsonObject current, string schema)
    {
        var next = (JsonObject)current.DeepClone();
        ApplyMerge.Into(next, configuration, schema);
        return next;
    }

    private static JsonNode? ParsePatch(ApiRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Body.Span);
        }
        catch (JsonException wrong)
        {
            throw ApiErrors.BadRequest("error decoding patch: " + wrong.Message);
        }
    }
}
