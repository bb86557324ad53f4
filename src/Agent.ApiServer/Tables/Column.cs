using System.Globalization;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tables;

/// <summary>Makes columns.</summary>
internal static class Column
{
    public const string None = "<none>";
    public const string Unknown = "<unknown>";

    public static TableColumn Name { get; } = new("Name", "string", (o, _) => o.Object("metadata")?.Text("name"));

    public static TableColumn Age { get; } = new("Age", "string", (o, now) => Since(o.Object("metadata")?.Text("creationTimestamp"), now));

    public static TableColumn Of(string name, Func<JsonObject, string?> cell) => new(name, "string", (o, _) => cell(o) ?? "");

    public static TableColumn At(string name, Func<JsonObject, DateTimeOffset, string?> cell) => new(name, "string", (o, now) => cell(o, now) ?? "");

    public static TableColumn Wide(string name, Func<JsonObject, string?> cell) =>
        new(name, "string", (o, _) => cell(o) ?? "", IsWide: true);

    public static TableColumn Count(string name, Func<JsonObject, long?> cell) => new(name, "integer", (o, _) => cell(o) ?? 0);

    /// <summary>The text at a path; null: it is not there.</summary>
    public static string? Text(JsonObject value, params ReadOnlySpan<string> path) => Find(value, path) switch
    {
        JsonValue found when found.TryGetValue<string>(out var text) => text.Length == 0 ? null : text,
        JsonValue found => found.ToJsonString(),
        _ => null,
    };

    public static long? Number(JsonObject value, params ReadOnlySpan<string> path) =>
        Find(value, path) is JsonValue found && found.TryGetValue<long>(out var number) ? number : null;

    public static JsonNode? Find(JsonObject value, params ReadOnlySpan<string> path)
    {
        JsonNode? node = value;
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>How long ago a time was.</summary>
    public static string Since(string? time, DateTimeOffset now) =>
        Kubernetes.KubernetesTime.TryParse(time, out var then) ? Shorten(now - then) : Unknown;

    public static string Span(TimeSpan span) => Shorten(span);

    /// <summary>Values of a selector or of labels, as <c>a=b,c=d</c>.</summary>
    public static string Pairs(JsonObject? labels) =>
        labels is not { Count: > 0 } ? None
        : string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={labels.Text(l.Key)}"));

    /// <summary>A selector of a workload.</summary>
    public static string Selector(JsonObject value)
    {
        var selector = value.Object("spec").Object("selector");
        var parts = new List<string>();
        if (selector.Object("matchLabels") is { Count: > 0 } labels)
        {
            parts.Add(Pairs(labels));
        }

        parts.AddRange(selector.Objects("matchExpressions").Select(e => e.Text("operator") switch
        {
            "Exists" => e.Text("key") ?? "",
            "DoesNotExist" => "!" + e.Text("key"),
            "NotIn" => $"{e.Text("key")} notin ({string.Join(',', e.Texts("values"))})",
            _ => $"{e.Text("key")} in ({string.Join(',', e.Texts("values"))})",
        }));
        return parts.Count == 0 ? None : string.Join(',', parts);
    }

    /// <summary>Names or images of a template's containers.</summary>
    public static string Containers(JsonObject value, string field) =>
        string.Join(',', value.Object("spec").Object("template").Object("spec").Objects("containers").Select(c => c.Text(field)));

    /// <summary>How kubectl shortens times: 10s, 5m30s, 3h, 2d4h, 400d, 3y.</summary>
    private static string Shorten(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(-1))
        {
            return "<invalid>";
        }

        var (seconds, minutes, hours, days) =
            ((long)Math.Max(0, span.TotalSeconds), (long)span.TotalMinutes, (long)span.TotalHours, (long)span.TotalDays);
        return seconds switch
        {
            < 120 => Join(seconds, "s", 0, ""),
            < 600 => Join(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => Join(minutes, "m", 0, ""),
            < 8 * 3600 => Join(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => Join(hours, "h", 0, ""),
            < 8 * 86400 => Join(days, "d", hours % 24, "h"),
            < 730 * 86400 => Join(days, "d", 0, ""),
            < 2920L * 86400 => Join(days / 365, "y", days % 365, "d"),
            _ => Join(days / 365, "y", 0, ""),
        };
    }

    private static string Join(long first, string unit, long second, string secondUnit) => second == 0
        ? first.ToString(CultureInfo.InvariantCulture) + unit
        : string.Create(CultureInfo.InvariantCulture, $"{first}{unit}{second}{secondUnit}");
}
