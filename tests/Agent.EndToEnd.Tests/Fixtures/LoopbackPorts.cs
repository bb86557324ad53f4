using System.Net;
using System.Net.Sockets;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>Ports for servers of a test.</summary>
internal static class LoopbackPorts
{
    /// <summary>A TCP port that nobody listens on now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
