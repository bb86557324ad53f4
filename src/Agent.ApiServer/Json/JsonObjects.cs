using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.ApiServer.Json;

/// <summary>Reads and changes objects as trees of JSON, whose unknown fields survive.</summary>
internal static class JsonObjects
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">Not JSON, or no object.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> utf8) =>
        JsonNode.Parse(utf8, null, Reading) as JsonObject ?? throw new JsonException("an object is expected");

    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text of a field; null when it is not there or no text.</summary>
    public static string? Text(this JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The number of a field; null when it is not there or no number.</summary>
    public static long? Number(this JsonObject node, string name) =>
        Number(node[name]);

    /// <summary>A whole number, read or set; null: it is none.</summary>
    public static long? Number(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : null;

    public static bool? Flag(this JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static JsonObject? Object(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static JsonArray? Array(this JsonObject? node, string name) => node?[name] as JsonArray;

    /// <summary>The objects of a list; entries that are none are left out.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? node, string name) =>
        node?[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<string> Texts(this JsonObject? node, string name) =>
        node?[name] is JsonArray list ? list.OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var s) ? s : "") : [];

    /// <summary>A field's object, made when it is not there.</summary>
    public static JsonObject Ensure(this JsonObject node, string name)
    {
        if (node[name] is JsonObject found)
        {
            return found;
        }

        var made = new JsonObject();
        node[name] = made;
        return made;
    }

    public static JsonArray EnsureArray(this JsonObject node, string name)
    {
        if (node[name] is JsonArray found)
        {
            return found;
        }

        var made = new JsonArray();
        node[name] = made;
        return made;
    }

    /// <summary>Sets a field that is not there, or null.</summary>
    public static void Default(this JsonObject node, string name, JsonNode value)
    {
        if (node[name] is null)
        {
            node[name] = value;
        }
    }

    /// <summary>Makes a field as it is in another object: set, or not there.</summary>
    public static void CopyFrom(this JsonObject node, JsonObject source, string name)
    {
        if (source.TryGetPropertyValue(name, out var value))
        {
            node[name] = value?.DeepClone();
        }
        else
        {
            node.Remove(name);
        }
    }

    /// <summary>Removes fields that are null: the API does not tell them from fields that are not there.</summary>
    public static void DropNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                List<string>? nulls = null;
                foreach (var (name, value) in fields)
                {
                    if (value is null)
                    {
                        (nulls ??= []).Add(name);
                    }
                    else
                    {
                        DropNulls(value);
                    }
                }

                foreach (var name in nulls ?? [])
                {
                    fields.Remove(name);
                }

                break;
            case JsonArray list:
                foreach (var entry in list)
                {
                    DropNulls(entry);
                }

                break;
        }
    }
}
