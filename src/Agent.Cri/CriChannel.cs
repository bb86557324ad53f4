using System.Net.Sockets;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Agent.Cri;

/// <summary>Opens gRPC channels to runtimes.</summary>
public static class CriChannel
{
    /// <summary>Largest message either way: 16 MiB, as the kubelet's CRI client and containerd have it.</summary>
    public const int MaxMessageBytes = 16 * 1024 * 1024;

    // Names the peer in the :authority header, as gRPC does for unix sockets.
    private static readonly Uri Authority = new("http://localhost");

    /// <summary>A connection that takes longer than this is given up: the kubelet's minConnectionTimeout.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Opens a channel. It connects with its first call, and anew with the next call after a connection is lost; it does not
    /// retry calls or wait between attempts.
    /// </summary>
    /// <param name="endpoint">The runtime's socket. It need not exist yet.</param>
    /// <param name="loggers">Takes the transport's own log; none if null.</param>
    public static GrpcChannel Open(CriEndpoint endpoint, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return GrpcChannel.ForAddress(Authority, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(endpoint.SocketPath),
            DisposeHttpClient = true,
            LoggerFactory = loggers,
            MaxReceiveMessageSize = MaxMessageBytes,
            MaxSendMessageSize = MaxMessageBytes,
        });
    }

    private static SocketsHttpHandler CreateHandler(string path) => new()
    {
        ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken),
        ConnectTimeout = ConnectTimeout,

        // A runtime usually takes any number of streams on one connection. One that limits them gets more connections,
        // and no call waits for another.
        EnableMultipleHttp2Connections = true,

        // The one connection stays, also over a quiet night. Pings would not find out more than the socket tells when its
        // peer dies, and gRPC servers in Go hang up on clients that ping more often than every five minutes.
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        KeepAlivePingDelay = Timeout.InfiniteTimeSpan,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
