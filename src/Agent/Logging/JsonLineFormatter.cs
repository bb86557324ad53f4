using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace Agent.Logging;

/// <summary>The JSON log in the kubelet's form: <c>ts</c> in milliseconds, <c>logger</c>, <c>msg</c>, <c>v</c> or <c>err</c>, then the values.</summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("ts", logEvent.Timestamp.ToUnixTimeMilliseconds());
            json.WriteString("level", logEvent.Level.ToString().ToLowerInvariant());
            json.WriteString("logger", OneLineFormatter.Part(logEvent));
            json.WriteString("msg", LogText.Message(logEvent));
            if (logEvent.Exception is { } error)
            {
                json.WriteString("err", LogText.Chain(error));
            }

            foreach (var (name, value) in logEvent.Properties)
            {
                if (name is not ("SourceContext" or "EventId"))
                {
                    json.WriteString(name, value is ScalarValue scalar
                        ? Convert.ToString(scalar.Value, CultureInfo.InvariantCulture)
                        : value.ToString(null, CultureInfo.InvariantCulture));
                }
            }

            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }
}
