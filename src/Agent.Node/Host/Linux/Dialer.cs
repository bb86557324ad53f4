using System.Net;
using System.Net.Sockets;

namespace Agent.Node.Host.Linux;

/// <summary>Connects to containers.</summary>
internal static class Dialer
{
    // As the kubelet's probes do: the close waits so long, in seconds, for what is still under way.
    private static readonly LingerOption Linger = new(true, 1);

    /// <summary>Opens a connection; the caller closes it.</summary>
    /// <param name="host">Address or name.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="forStream">The socket is for a NetworkStream, which takes none that .NET did not connect itself.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, bool forStream, CancellationToken cancellation)
    {
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : await ResolveAsync(host, cancellation).ConfigureAwait(false);
        var endPoint = new IPEndPoint(address, port);
        var socket = Open(address.AddressFamily);
        try
        {
            if (forStream)
            {
                await socket.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
            }
            else if (!ImmediateConnect.Try(socket, endPoint))
            {
                socket.Dispose();
                socket = Open(address.AddressFamily);
                await socket.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
            }

            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException($"dial tcp {HttpCall.Authority(host, port)}: connect: {Describe(error)}", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket Open(AddressFamily family) =>
        new(family, SocketType.Stream, ProtocolType.Tcp) { LingerState = Linger, NoDelay = true };

    /// <summary>Why a socket failed, in the words of the system.</summary>
    public static string Describe(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.HostUnreachable => "no route to host",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.TimedOut => "connection timed out",
        _ => error.Message,
    };

    private static async Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false)) is [var first, ..]
                ? first
                : throw new IOException($"lookup {host}: no such host");
        }
        catch (SocketException error)
        {
            throw new IOException($"lookup {host}: {error.Message}", error);
        }
    }
}
