using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tables;

/// <summary>Columns of events.</summary>
internal static class EventColumns
{
    public static TableColumn[] All { get; } =
    [
        Column.At("Last Seen", (o, now) => Column.Since(Last(o), now)),
        Column.Of("Type", o => o.Text("type")),
        Column.Of("Reason", o => o.Text("reason")),
        Column.Of("Object", Object),
        new("Subobject", "string", (o, _) => o.Object("involvedObject")?.Text("fieldPath") ?? "", IsWide: true),
        Column.Wide("Source", Source),
        Column.Of("Message", o => o.Text("message")?.Trim()),
        new("First Seen", "string", (o, now) => Column.Since(First(o), now), IsWide: true),
        new("Count", "integer", (o, _) => Count(o), IsWide: true),
        new("Name", "string", (o, _) => o.Object("metadata")?.Text("name"), IsWide: true),
    ];

    private static string? First(JsonObject value) => value.Text("firstTimestamp") ?? value.Text("eventTime");

    private static string? Last(JsonObject value) =>
        Column.Text(value, "series", "lastObservedTime") ?? value.Text("lastTimestamp") ?? First(value);

    private static long Count(JsonObject value) => Column.Number(value, "series", "count") ?? value.Number("count") ?? 1;

    private static string Object(JsonObject value)
    {
        var involved = value.Object("involvedObject");
        return $"{involved?.Text("kind")?.ToLowerInvariant()}/{involved?.Text("name")}";
    }

    private static string Source(JsonObject value)
    {
        var component = Column.Text(value, "source", "component") ?? value.Text("reportingComponent");
        var host = Column.Text(value, "source", "host") ?? value.Text("reportingInstance");
        return string.Join(", ", new[] { component, host }.Where(t => !string.IsNullOrEmpty(t)));
    }
}
