using System.Net;
using System.Net.Sockets;
using Agent.Node.Host.Machine;

namespace Agent.Node.Host.Linux;

/// <summary>
/// Reads the machine's addresses from the kernel's own tables: a list of all interfaces is long on a node with many pods.
/// </summary>
internal static class LinuxAddresses
{
    /// <summary>Addresses that only stand for a route; nothing is ever sent to them (RFC 5737, RFC 3849).</summary>
    private static readonly IPAddress ElsewhereV4 = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress ElsewhereV6 = IPAddress.Parse("2001:db8::1");

    /// <summary>The addresses now.</summary>
    public static HostAddresses Read() => new(
        [.. ParseV4(Lines("/proc/net/fib_trie")).Concat(ParseV6(Lines("/proc/net/if_inet6"))).Distinct().Order(StringComparer.Ordinal)],
        Source(ElsewhereV4),
        Source(ElsewhereV6));

    /// <summary>The local addresses of <c>/proc/net/fib_trie</c>: those with a host route of type LOCAL.</summary>
    internal static IEnumerable<string> ParseV4(IEnumerable<string> lines)
    {
        var address = "";
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.StartsWith("|-- ", StringComparison.Ordinal))
            {
                address = line[4..];
            }
            else if (line == "/32 host LOCAL")
            {
                yield return address;
            }
        }
    }

    /// <summary>The addresses of <c>/proc/net/if_inet6</c>: 32 hexadecimal digits first on each line.</summary>
    internal static IEnumerable<string> ParseV6(IEnumerable<string> lines)
    {
        foreach (var digits in lines.Select(line => line.Split(' ')[0]).Where(digits => digits.Length == 32))
        {
            yield return new IPAddress(Convert.FromHexString(digits)).ToString();
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The address that a packet to somewhere else would carry. Connecting a datagram socket sends nothing.</summary>
    private static string? Source(IPAddress destination)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(destination, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
