using System.Collections.Frozen;
using System.Globalization;

namespace Agent.ApiServer.Protobuf;

/// <summary>The numbers of the fields in Kubernetes' protobuf messages (protobuf-fields.tsv).</summary>
internal static class ProtobufFields
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<int, ProtobufField>>> Table = new(Read);

    /// <summary>The fields of a message by number; null: there is no such message.</summary>
    public static FrozenDictionary<int, ProtobufField>? Of(string type) => Table.Value.GetValueOrDefault(type);

    private static FrozenDictionary<string, FrozenDictionary<int, ProtobufField>> Read()
    {
        using var stream = typeof(ProtobufFields).Assembly.GetManifestResourceStream("protobuf-fields.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => cells[0], cells => ReadFields(cells[1]), StringComparer.Ordinal);
    }

    private static FrozenDictionary<int, ProtobufField> ReadFields(string cell) => cell
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=', ':'))
        .ToFrozenDictionary(
            parts => int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts => new ProtobufField(parts[0], parts.Length > 2 ? parts[2] : null));
}
