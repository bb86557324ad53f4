using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Kubernetes;

namespace Agent.ApiServer.Protobuf;

/// <summary>Messages that are one value in JSON.</summary>
internal static class ProtobufScalars
{
    private const long NanosPerTick = 100;

    /// <summary>A message of one text, as quantities are; null: it has none.</summary>
    public static JsonNode? FirstText(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                return reader.Text;
            }
        }

        return null;
    }

    /// <summary>A message of texts.</summary>
    public static JsonArray Texts(ReadOnlySpan<byte> bytes)
    {
        var list = new JsonArray();
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            list.Add(reader.Text);
        }

        return list;
    }

    /// <summary>Seconds and nanoseconds; null: no time is set.</summary>
    public static JsonNode? Time(ReadOnlySpan<byte> bytes, bool isMicro)
    {
        var (seconds, nanos) = (0L, 0L);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    seconds = reader.Number;
                    break;
                case 2:
                    nanos = reader.Number;
                    break;
            }
        }

        if (seconds <= 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / NanosPerTick);
        return isMicro ? KubernetesTime.FormatMicro(time) : KubernetesTime.Format(time);
    }

    public static JsonNode IntOrString(ReadOnlySpan<byte> bytes)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    isText = reader.Number == 1;
                    break;
                case 2:
                    number = reader.Number;
                    break;
                case 3:
                    text = reader.Text;
                    break;
            }
        }

        return isText ? text : number;
    }

    /// <summary>JSON as it is.</summary>
    public static JsonNode? Raw(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1 && !reader.Value.IsEmpty)
            {
                try
                {
                    return JsonNode.Parse(reader.Value);
                }
                catch (JsonException wrong)
                {
                    throw new FormatException(wrong.Message, wrong);
                }
            }
        }

        return null;
    }
}
