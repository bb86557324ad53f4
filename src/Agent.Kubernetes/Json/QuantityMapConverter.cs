using System.Text.Json;

namespace Agent.Kubernetes;

/// <summary>A map of quantities, such as requests and limits. A null value is no amount, as in Kubernetes.</summary>
internal sealed class QuantityMapConverter : MapConverter<Quantity>
{
    private static readonly QuantityConverter Values = new();

    protected override Quantity ReadValue(ref Utf8JsonReader reader, string key)
    {
        try
        {
            return reader.TokenType == JsonTokenType.Null
                ? Quantity.Zero
                : Values.Read(ref reader, typeof(Quantity), JsonSerializerOptions.Default);
        }
        catch (JsonException e)
        {
            throw new JsonException($"the value of '{key}': {e.Message}");
        }
    }

    protected override void WriteValue(Utf8JsonWriter writer, Quantity value) =>
        Values.Write(writer, value, JsonSerializerOptions.Default);
}
