using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Options of a <see cref="GrpcChannel"/>.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Must agree with the scheme of the address; null to follow the scheme.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The most bytes of a message sent, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The most bytes of a message received; null for no limit. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>The compressions offered to the server; null for gzip.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Makes the channel's logger; null for no log.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the HTTP requests. Set this or <see cref="HttpHandler"/>, or neither.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Makes the HTTP requests. Set this or <see cref="HttpClient"/>, or neither.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel, when it is disposed, disposes the client or handler it was given.</summary>
    public bool DisposeHttpClient { get; set; }
}
