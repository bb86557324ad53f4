using System.Net.Sockets;
using Grpc.Net.Client;

namespace StandIns.Grpc.Tests.Harness;

/// <summary>Channels to a unix socket.</summary>
internal static class UnixSocket
{
    /// <summary>A channel whose address is <c>http://localhost</c> and whose connections go to the socket.</summary>
    public static GrpcChannel Channel(string path, Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions { HttpHandler = Handler(path), DisposeHttpClient = true };
        configure?.Invoke(options);
        return GrpcChannel.ForAddress("http://localhost", options);
    }

    public static SocketsHttpHandler Handler(string path) => new()
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
