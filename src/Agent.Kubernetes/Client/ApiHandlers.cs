using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Makes handlers: pools of connections, tuned for hundreds of watches beside short requests.</summary>
internal static class ApiHandlers
{
    /// <summary>Bytes of one answer that may be on their way; the protocol's 64 KiB would make large lists wait for round trips.</summary>
    private const int StreamWindow = 1 << 20;

    /// <summary>Linux's TCP_USER_TIMEOUT, of the level IPPROTO_TCP.</summary>
    private const int UserTimeout = 18;

    public static SocketsHttpHandler Create(ApiAccess access, HttpApiServerOptions options, SslClientAuthenticationOptions tls) => new()
    {
        SslOptions = tls,
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options, cancellation),
        ConnectTimeout = options.ConnectTimeout,
        AutomaticDecompression = access.DisableCompression ? DecompressionMethods.None : DecompressionMethods.GZip,

        // A redirect would carry the token to wherever it says.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = access.Proxy is { } proxy ? new WebProxy(proxy) { Credentials = ProxyCredentials.Of(proxy) } : EnvironmentProxy.Create(Environment.GetEnvironmentVariable),
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = StreamWindow,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
        KeepAlivePingDelay = options.PingDelay,
        KeepAlivePingTimeout = options.PingTimeout,

        // As in client-go.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
    };

    /// <summary>HTTP/1.1 has no pings: there the kernel finds dead connections, in the same time.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, HttpApiServerOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(options.PingDelay));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(options.PingTimeout / 3));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            socket.SetRawSocketOption(
                (int)SocketOptionLevel.Tcp, UserTimeout, BitConverter.GetBytes((int)(options.PingDelay + options.PingTimeout).TotalMilliseconds));
            await socket.ConnectAsync(endpoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);
}
