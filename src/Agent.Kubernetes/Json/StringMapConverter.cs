using System.Text.Json;

namespace Agent.Kubernetes;

/// <summary>A map of texts, such as labels. A null value is an empty text, as in Kubernetes.</summary>
internal sealed class StringMapConverter : MapConverter<string>
{
    protected override string ReadValue(ref Utf8JsonReader reader, string key) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Null => "",
        _ => throw new JsonException($"the value of '{key}' must be a text, not {reader.TokenType}"),
    };

    protected override void WriteValue(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
