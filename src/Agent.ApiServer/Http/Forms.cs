using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Tables;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Http;

/// <summary>Puts objects and lists into the form that a client wants.</summary>
internal static class Forms
{
    public static ReadOnlyMemory<byte> Of(
        AnswerForm form, ApiResource resource, ReadOnlyMemory<byte> body, string? includeObject, DateTimeOffset now)
    {
        if (form == AnswerForm.Objects)
        {
            return body;
        }

        var tree = JsonObjects.Parse(body.Span);
        if (tree.Text("kind") == "Status")
        {
            return body;
        }

        return JsonObjects.Write(form == AnswerForm.Table
            ? TableWriter.Write(resource, tree, includeObject ?? "Metadata", now)
            : Metadata(tree));
    }

    private static JsonObject Metadata(JsonObject tree)
    {
        if (tree["items"] is not JsonArray items)
        {
            return Partial(tree);
        }

        return new JsonObject
        {
            ["kind"] = "PartialObjectMetadataList",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = tree["metadata"]?.DeepClone(),
            ["items"] = new JsonArray([.. items.OfType<JsonObject>().Select(i => (JsonNode)Partial(i))]),
        };
    }

    private static JsonObject Partial(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = value["metadata"]?.DeepClone(),
    };
}
