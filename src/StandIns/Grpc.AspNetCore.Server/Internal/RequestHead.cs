using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Reads what is not messages from a request: headers, timeout, peer.</summary>
internal static class RequestHead
{
    private static readonly HashSet<string> NotMetadata = new(StringComparer.OrdinalIgnoreCase)
    {
        WireNames.Timeout,
        "te",
        "host",
        "accept-encoding",
    };

    /// <exception cref="FormatException">A binary value is not base64.</exception>
    public static Metadata ToMetadata(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, value) in headers)
        {
            if (!MetadataCodec.IsProtocolHeader(name) && !NotMetadata.Contains(name))
            {
                MetadataCodec.Decode(metadata, name, value.ToString());
            }
        }

        return metadata;
    }

    public static bool Accepts(HttpRequest request, string encoding) =>
        request.Headers[WireNames.AcceptEncoding].ToString().Split(',', StringSplitOptions.TrimEntries).Contains(encoding);

    /// <summary>The client's address in the notation of the gRPC project's naming.md.</summary>
    public static string Peer(ConnectionInfo connection) => connection.RemoteIpAddress?.AddressFamily switch
    {
        AddressFamily.InterNetwork => $"ipv4:{connection.RemoteIpAddress}:{connection.RemotePort}",
        AddressFamily.InterNetworkV6 => $"ipv6:[{connection.RemoteIpAddress}]:{connection.RemotePort}",
        _ => "unknown",
    };
}
