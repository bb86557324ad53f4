using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Agent.Hosting;

/// <summary>The process that listens at a unix socket, as the kernel knows it.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="UserId">Its user.</param>
internal sealed record SocketPeer(int ProcessId, uint UserId)
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED

    /// <summary>Asks; null when nobody listens.</summary>
    public static SocketPeer? Find(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            return null;
        }

        Span<int> credentials = stackalloc int[3];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return new SocketPeer(credentials[0], (uint)credentials[1]);
    }
}
