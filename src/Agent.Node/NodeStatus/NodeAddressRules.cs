using System.Net;
using System.Net.Sockets;
using Agent.Kubernetes;
using Agent.Node.Hosting;

namespace Agent.Node.NodeStatus;

/// <summary>Which addresses a node reports.</summary>
internal static class NodeAddressRules
{
    /// <summary>Finds the addresses.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="nodeName">The node's name.</param>
    /// <param name="existing">The addresses of the object.</param>
    /// <param name="view">The machine's addresses, and those of the node's name.</param>
    public static NodeAddressResult Find(
        NodeStatusOptions options, string nodeName, IReadOnlyList<V1NodeAddress>? existing, NodeView view)
    {
        var hostName = options.HostName.Length > 0 ? options.HostName : nodeName;
        var given = options.GivenNodeIps.Select(IPAddress.Parse).ToList();
        var specified = given.Where(ip => !IsUnspecified(ip)).ToList();
        var local = view.Addresses?.Local ?? [];
        if (specified.Select(ip => Problem(ip, local)).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            return new NodeAddressResult(null, null, $"failed to validate nodeIP: {wrong}");
        }

        var provided = options.IsExternalCloud && specified.Count > 0 ? string.Join(',', specified) : null;
        if (options.IsExternalCloud)
        {
            if (existing is { Count: > 0 })
            {
                return new NodeAddressResult(null, provided, null);
            }

            if (given.Count == 0)
            {
                return new NodeAddressResult([HostNameAddress(hostName)], provided, null);
            }
        }

        var internals = specified.Count > 0 ? specified : Search(given, hostName, view) is { } found ? [found] : [];
        return internals.Count == 0
            ? new NodeAddressResult(null, provided, $"can't get ip address of node {nodeName}")
            : new NodeAddressResult([.. internals.Select(ip => Internal(ip)), HostNameAddress(hostName)], provided, null);
    }

    /// <summary>Why an address cannot be a node's; null: it can.</summary>
    internal static string? Problem(IPAddress ip, IReadOnlyList<string> local) =>
        IPAddress.IsLoopback(ip) ? "nodeIP can't be loopback address"
        : IsMulticast(ip) ? "nodeIP can't be a multicast address"
        : IsLinkLocal(ip) ? "nodeIP can't be a link-local unicast address"
        : IsUnspecified(ip) ? "nodeIP can't be an all zeros address"
        : local.Contains(ip.ToString()) ? null
        : $"node IP: \"{ip}\" not found in the host's network interfaces";

    /// <summary>Without an address given: the host name if it is one, what the node's name stands for, the default route's.</summary>
    private static IPAddress? Search(List<IPAddress> given, string hostName, NodeView view)
    {
        if (IPAddress.TryParse(hostName, out var name))
        {
            return name;
        }

        var family = given.Count > 0 ? given[0].AddressFamily : AddressFamily.InterNetwork;
        var valid = view.Resolved.Select(IPAddress.Parse).Where(ip => Problem(ip, view.Addresses?.Local ?? []) is null).ToList();
        if ((valid.FirstOrDefault(ip => ip.AddressFamily == family) ?? valid.FirstOrDefault()) is { } resolved)
        {
            return resolved;
        }

        var (v4, v6) = (view.Addresses?.DefaultIPv4, view.Addresses?.DefaultIPv6);
        var routed = family == AddressFamily.InterNetworkV6 ? v6 ?? v4 : v4 ?? v6;
        return routed is null ? null : IPAddress.Parse(routed);
    }

    private static V1NodeAddress Internal(IPAddress ip) => new() { Type = "InternalIP", Address = ip.ToString() };

    private static V1NodeAddress HostNameAddress(string name) => new() { Type = "Hostname", Address = name };

    private static bool IsUnspecified(IPAddress ip) => ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any);

    private static bool IsMulticast(IPAddress ip) =>
        ip.AddressFamily == AddressFamily.InterNetwork ? ip.GetAddressBytes()[0] is >= 224 and < 240 : ip.IsIPv6Multicast;

    private static bool IsLinkLocal(IPAddress ip) =>
        ip.AddressFamily == AddressFamily.InterNetwork ? ip.GetAddressBytes() is [169, 254, ..] : ip.IsIPv6LinkLocal;
}
