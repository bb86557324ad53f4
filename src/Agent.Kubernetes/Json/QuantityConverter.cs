using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes;

/// <summary>A quantity is a text or a bare number in JSON, and is written in canonical form.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number when !reader.HasValueSequence => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSequence),
            _ => throw new JsonException($"a quantity is a text or a number, not {reader.TokenType}"),
        };
        return Quantity.TryParse(text, out var quantity) ? quantity : throw new JsonException($"'{text}' is not a quantity");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
