using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes;

/// <summary>A time in RFC 3339, written in UTC with whole seconds.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && KubernetesTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("a time as in RFC 3339 is allowed, such as 2026-01-31T12:00:00Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(KubernetesTime.Format(value));
}
