using System.Net;
using System.Net.Sockets;
using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>The addresses in a pod's status.</summary>
internal static class PodAddresses
{
    /// <summary>The node's addresses, one of each family, primary first.</summary>
    public static IReadOnlyList<string> Host(IReadOnlyList<string> nodeIps) => OnePerFamily(nodeIps, null);

    /// <summary>
    /// The pod's addresses: one of the node's primary family, then one of the other. A pod on the host network has the node's,
    /// which stay as first set; what the sandbox had is kept when it is gone.
    /// </summary>
    /// <param name="hostNetwork">The pod's spec.hostNetwork.</param>
    /// <param name="sandboxIps">Addresses of the newest sandbox.</param>
    /// <param name="hostIps">What <see cref="Host"/> gives.</param>
    /// <param name="before">The addresses as last built.</param>
    public static IReadOnlyList<string> Pod(
        bool hostNetwork, IReadOnlyList<string> sandboxIps, IReadOnlyList<string> hostIps, IReadOnlyList<V1PodIP>? before)
    {
        IReadOnlyList<string> known = [.. (before ?? []).Select(a => a.Ip)];
        if (hostNetwork)
        {
            return known.Count == 0 ? hostIps : OnePerFamily([.. known, .. hostIps], known[0]);
        }

        return sandboxIps.Count == 0 ? known : OnePerFamily(sandboxIps, hostIps.Count > 0 ? hostIps[0] : null);
    }

    /// <summary>The first address of the family of <paramref name="primary"/> (null: of the first), then the first of the other.</summary>
    private static IReadOnlyList<string> OnePerFamily(IReadOnlyList<string> addresses, string? primary)
    {
        var parsed = addresses.Select(a => IPAddress.TryParse(a, out var ip) ? ip : null).OfType<IPAddress>().ToList();
        if (parsed.Count == 0)
        {
            return [];
        }

        var family = IPAddress.TryParse(primary, out var main) ? main.AddressFamily : parsed[0].AddressFamily;
        return
        [
            .. new[] { First(parsed, f => f == family), First(parsed, f => f != family) }.OfType<IPAddress>().Select(a => a.ToString()),
        ];
    }

    private static IPAddress? First(List<IPAddress> addresses, Func<AddressFamily, bool> isWanted) =>
        addresses.FirstOrDefault(a => isWanted(a.AddressFamily));
}
