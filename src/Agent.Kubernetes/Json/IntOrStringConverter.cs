using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes;

/// <summary>A JSON number or text.</summary>
internal sealed class IntOrStringConverter : JsonConverter<IntOrString>
{
    public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new IntOrString(reader.GetString()!),
            JsonTokenType.Number when reader.TryGetInt32(out var number) => new IntOrString(number),
            _ => throw new JsonException("a whole number of 32 bits or a text is allowed"),
        };

    public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
    {
        if (value.StringValue is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNumberValue(value.IntValue.GetValueOrDefault());
        }
    }
}
