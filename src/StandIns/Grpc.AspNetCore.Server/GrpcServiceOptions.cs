using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>Options of the gRPC services of a host.</summary>
public class GrpcServiceOptions
{
    /// <summary>The most bytes of a message sent, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The most bytes of a message received; null for no limit. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether the message of an exception in a service goes to the client; not by default.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The compression of responses, where the client accepts it; null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>The level of that compression; null for its own.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The known compressions; gzip where the list stays empty.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];
}
