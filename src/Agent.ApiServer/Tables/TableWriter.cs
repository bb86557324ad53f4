using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Tables;

/// <summary>Writes objects as a table (<c>meta.k8s.io/v1 Table</c>).</summary>
internal static class TableWriter
{
    /// <param name="resource">The resource.</param>
    /// <param name="value">A list or one object.</param>
    /// <param name="includeObject">What of each object goes with its row: None, Metadata or Object.</param>
    /// <param name="now">The time, for ages.</param>
    public static JsonObject Write(ApiResource resource, JsonObject value, string includeObject, DateTimeOffset now)
    {
        var columns = TableColumns.Of(resource);
        var isList = value["items"] is JsonArray;
        var objects = isList ? value.Objects("items") : [value];
        var metadata = value.Object("metadata");
        var tableMetadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["resourceVersion", "continue", "remainingItemCount"])
        {
            tableMetadata.CopyFrom(metadata ?? [], field);
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = tableMetadata,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(Define)]),
            ["rows"] = new JsonArray([.. objects.Select(o => (JsonNode)Row(columns, o, includeObject, now))]),
        };
    }

    private static JsonNode Define(TableColumn column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column == Column.Name ? "name" : "",
        ["description"] = column.Name,
        ["priority"] = column.IsWide ? 1 : 0,
    };

    private static JsonObject Row(IReadOnlyList<TableColumn> columns, JsonObject value, string includeObject, DateTimeOffset now)
    {
        var row = new JsonObject
        {
            ["cells"] = new JsonArray([.. columns.Select(c => c.Cell(value, now))]),
        };
        switch (includeObject)
        {
            case "Object":
                row["object"] = value.DeepClone();
                break;
            case "Metadata":
                row["object"] = new JsonObject
                {
                    ["kind"] = "PartialObjectMetadata",
                    ["apiVersion"] = "meta.k8s.io/v1",
                    ["metadata"] = value["metadata"]?.DeepClone(),
                };
                break;
        }

        return row;
    }
}
