using System.Text.Json;

namespace Agent.Node.Api;

/// <summary>Reads what a watch needs of any object's metadata, also of one whose model cannot be read.</summary>
internal static class ObjectMeta
{
    /// <summary>A text field; empty where it is missing or no text.</summary>
    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? ""
            : "";

    /// <summary>The object's UID; empty: none.</summary>
    public static string Uid(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("metadata", out var metadata) ? Text(metadata, "uid") : "";

    /// <summary>The version and UID of an object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static (string ResourceVersion, string Uid) Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        var (version, uid) = ("", "");
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (!isMetadata || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isVersion = reader.ValueTextEquals("resourceVersion"u8);
                var isUid = reader.ValueTextEquals("uid"u8);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && (isVersion || isUid))
                {
                    (version, uid) = isVersion ? (reader.GetString() ?? "", uid) : (version, reader.GetString() ?? "");
                }
                else
                {
                    reader.Skip();
                }
            }

            break;
        }

        return (version, uid);
    }
}
