using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Agent.Hosting;

/// <summary>Finds the address of this machine that others would reach it by.</summary>
internal static class NodeAddresses
{
    /// <summary>Addresses that only stand for a route; nothing is ever sent to them (RFC 5737, RFC 3849).</summary>
    private static readonly IPAddress[] Elsewhere = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")];

    /// <summary>
    /// The given addresses; when there is none, or only 0.0.0.0 or ::, which choose a family, that of the interface with the
    /// default route, or of any interface that is up, or the loopback address.
    /// </summary>
    public static IReadOnlyList<IPAddress> Find(IReadOnlyList<IPAddress> given)
    {
        if (given.Count > 0 && !given[0].Equals(IPAddress.Any) && !given[0].Equals(IPAddress.IPv6Any))
        {
            return given;
        }

        var family = given.Count == 0 ? AddressFamily.Unspecified : given[0].AddressFamily;
        var routed = Elsewhere.Select(Source).OfType<IPAddress>();
        var others = NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .Where(address => !address.IsIPv6LinkLocal);
        return
        [
            routed.Concat(others).FirstOrDefault(address => family is AddressFamily.Unspecified || address.AddressFamily == family)
                ?? (family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback),
        ];
    }

    /// <summary>The address that a packet to somewhere else would carry. Connecting a datagram socket sends nothing.</summary>
    private static IPAddress? Source(IPAddress destination)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(destination, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
