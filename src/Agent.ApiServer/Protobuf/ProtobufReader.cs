using System.Text.Json.Nodes;
using Agent.Kubernetes;

namespace Agent.ApiServer.Protobuf;

/// <summary>
/// Reads Kubernetes' protobuf into JSON. kubectl sends what it makes itself (namespaces, config maps, evictions, token requests)
/// in this form whatever the server says; answers are always JSON, which it takes too.
/// </summary>
internal static class ProtobufReader
{
    /// <summary>The type of such bodies.</summary>
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private const int MaxDepth = 64;

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Reads an object in its envelope.</summary>
    /// <exception cref="FormatException">The bytes are no such object, or its kind is not known.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw new FormatException("the first bytes are not those of Kubernetes' protobuf");
        }

        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = default;
        var envelope = new WireReader(body[Magic.Length..]);
        while (envelope.Next())
        {
            switch (envelope.Field)
            {
                case 1:
                    (apiVersion, kind) = ReadType(envelope.Value);
                    break;
                case 2:
                    raw = envelope.Value;
                    break;
            }
        }

        var type = TypeName(apiVersion, kind);
        var value = new JsonObject { ["kind"] = kind, ["apiVersion"] = apiVersion };
        ReadMessage(type, Find(type), raw, value, 0);
        return value;
    }

    private static (string ApiVersion, string Kind) ReadType(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    apiVersion = reader.Text;
                    break;
                case 2:
                    kind = reader.Text;
                    break;
            }
        }

        return (apiVersion, kind);
    }

    /// <summary>The name in the field table; options are the same in every group.</summary>
    private static string TypeName(string apiVersion, string kind)
    {
        if (kind is "DeleteOptions")
        {
            return "meta.v1.DeleteOptions";
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? $"core.{apiVersion}.{kind}" : $"{apiVersion[..slash].Split('.')[0]}.{apiVersion[(slash + 1)..]}.{kind}";
    }

    private static ApiType Find(string type)
    {
        try
        {
            return ApiType.Get(type);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{type} is not known");
        }
    }

    private static void ReadMessage(string message, ApiType type, ReadOnlySpan<byte> bytes, JsonObject into, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"more than {MaxDepth} messages lie in one another");
        }

        var fields = ProtobufFields.Of(message) ?? throw new FormatException($"{message} is not known");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (!fields.TryGetValue(reader.Field, out var known))
            {
                continue;
            }

            if (known.Inlined is { } inlined)
            {
                ReadMessage(inlined, type, reader.Value, into, depth + 1);
                continue;
            }

            Add(type.Fields[known.Name], ref reader, into, depth);
        }
    }

    private static void Add(ApiField field, ref WireReader reader, JsonObject into, int depth)
    {
        switch (field.Shape)
        {
            case ApiShape.List:
                if (Value(field.Element, ref reader, depth) is { } entry)
                {
                    List(into, field.Name).Add(entry);
                }

                break;
            case ApiShape.Map:
                AddEntry(field, reader.Value, into, depth);
                break;
            default:
                // What Go writes for fields that are not set is left out as its JSON leaves it out.
                if (Value(field.Element, ref reader, depth) is { } value && !ProtobufZero.IsUnset(field.Name, value))
                {
                    into[field.Name] = value;
                }

                break;
        }
    }

    private static JsonArray List(JsonObject into, string name)
    {
        if (into[name] is not JsonArray list)
        {
            list = [];
            into[name] = list;
        }

        return list;
    }

    private static void AddEntry(ApiField field, ReadOnlySpan<byte> bytes, JsonObject into, int depth)
    {
        var key = "";
        JsonNode? value = null;
        var entry = new WireReader(bytes);
        while (entry.Next())
        {
            switch (entry.Field)
            {
                case 1:
                    key = entry.Text;
                    break;
                case 2:
                    value = field.Element.EndsWith("[]", StringComparison.Ordinal)
                        ? ProtobufScalars.Texts(entry.Value)
                        : Value(field.Element, ref entry, depth);
                    break;
            }
        }

        if (into[field.Name] is not JsonObject map)
        {
            map = [];
            into[field.Name] = map;
        }

        map[key] = value ?? "";
    }

    private static JsonNode? Value(string kind, ref WireReader reader, int depth)
    {
        if (kind.Contains('.', StringComparison.Ordinal))
        {
            var nested = new JsonObject();
            ReadMessage(kind, Find(kind), reader.Value, nested, depth + 1);
            return nested;
        }

        return kind switch
        {
            "string" => reader.Text,
            "bytes" => Convert.ToBase64String(reader.Value),
            "bool" => reader.Number != 0,
            "int32" or "int64" => reader.Number,
            "quantity" => ProtobufScalars.FirstText(reader.Value),
            "time" => ProtobufScalars.Time(reader.Value, isMicro: false),
            "microTime" => ProtobufScalars.Time(reader.Value, isMicro: true),
            "intOrString" => ProtobufScalars.IntOrString(reader.Value),
            "raw" => ProtobufScalars.Raw(reader.Value),
            _ => throw new FormatException($"values of kind {kind} cannot be read"),
        };
    }
}
