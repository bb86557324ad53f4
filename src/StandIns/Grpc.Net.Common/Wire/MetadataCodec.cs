using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>Metadata entries to header values and back.</summary>
internal static class MetadataCodec
{
    private static readonly HashSet<string> ProtocolHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        WireNames.Status,
        WireNames.Message,
        WireNames.Encoding,
        WireNames.AcceptEncoding,
        "content-encoding",
        "content-type",
    };

    /// <summary>Headers of the protocol itself, which are no metadata.</summary>
    public static bool IsProtocolHeader(string name) => name.StartsWith(':') || ProtocolHeaders.Contains(name);

    /// <summary>The header value of an entry: its text, or its bytes in base64.</summary>
    public static string Encode(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;

    /// <summary>Adds a received header. A binary one may hold several values, separated by commas.</summary>
    /// <exception cref="FormatException">A binary value is not base64.</exception>
    public static void Decode(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            metadata.Add(name, FromBase64(part));
        }
    }

    /// <summary>Base64 on the wire may lack its padding.</summary>
    private static byte[] FromBase64(string text) =>
        Convert.FromBase64String((text.Length % 4) switch { 2 => text + "==", 3 => text + "=", _ => text });
}
