using System.Net;
using System.Net.Sockets;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Hosting;

namespace Agent.Node.Pods;

/// <summary>The resolver configuration of a pod, and what was left out of it.</summary>
/// <param name="Config">Servers, searches and options.</param>
/// <param name="Omissions">What did not fit into the limits, as the event DNSConfigForming says it.</param>
/// <param name="MissesClusterDns">It asks for the cluster's servers, and none are configured.</param>
internal sealed record PodDns(DNSConfig Config, IReadOnlyList<string> Omissions, bool MissesClusterDns)
{
    // The limits of resolvers (glibc), as the kubelet applies them.
    private const int MaxServers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;
    private const int MaxSearchLength = 253;

    private const string ClusterFirst = "ClusterFirst";
    private const string Default = "Default";

    /// <summary>Works out servers, searches and options from dnsPolicy, dnsConfig and the node's resolver.</summary>
    public static PodDns For(V1Pod pod, NodeFacts facts, NodeOptions options)
    {
        var policy = Policy(pod);
        var misses = policy is ClusterFirst or "ClusterFirstWithHostNet" && options.ClusterDns.Count == 0;
        var resolver = (misses ? Default : policy) switch
        {
            Default => OfNode(facts, options),
            "None" => new ResolvConf([], [], []),
            _ => OfCluster(pod, facts, options),
        };
        var config = pod.Spec.DnsConfig;
        var omissions = new List<string>();
        var result = new DNSConfig();
        result.Servers.AddRange(Servers(resolver.Servers.Concat(config?.Nameservers ?? []), omissions));
        result.Searches.AddRange(Searches(resolver.Searches.Concat(config?.Searches ?? []), omissions));
        result.Options.AddRange(Options(
            resolver.Options.Concat((config?.Options ?? []).Select(o => o.Value is { Length: > 0 } value ? $"{o.Name}:{value}" : o.Name ?? ""))));
        return new PodDns(result, omissions, misses);
    }

    private static string Policy(V1Pod pod) => pod.Spec.DnsPolicy switch
    {
        null or "" or ClusterFirst => pod.Spec.HostNetwork == true ? Default : ClusterFirst,
        var named => named,
    };

    private static ResolvConf OfNode(NodeFacts facts, NodeOptions options)
    {
        if (options.ResolvConf.Length > 0)
        {
            return ResolvConf.Parse(facts.ResolvConf);
        }

        // Without a resolver of the node's the runtime would put its own in place of an empty one.
        var families = facts.HostIps.Select(ip => IPAddress.TryParse(ip, out var address) ? address.AddressFamily : default).Distinct().ToList();
        IReadOnlyList<string> loopback =
        [
            .. families.Contains(AddressFamily.InterNetwork) || !families.Contains(AddressFamily.InterNetworkV6) ? ["127.0.0.1"] : (string[])[],
            .. families.Contains(AddressFamily.InterNetworkV6) ? ["::1"] : (string[])[],
        ];
        return new ResolvConf(loopback, ["."], []);
    }

    private static ResolvConf OfCluster(V1Pod pod, NodeFacts facts, NodeOptions options)
    {
        var host = ResolvConf.Parse(facts.ResolvConf).Searches;
        var domain = options.ClusterDomain;
        return new ResolvConf(
            options.ClusterDns,
            domain.Length == 0 ? host : [$"{pod.Metadata.Namespace}.svc.{domain}", $"svc.{domain}", domain, .. host],
            ["ndots:5"]);
    }

    private static List<string> Servers(IEnumerable<string> all, List<string> omissions)
    {
        var distinct = all.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count <= MaxServers)
        {
            return distinct;
        }

        distinct.RemoveRange(MaxServers, distinct.Count - MaxServers);
        omissions.Add("Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: "
            + string.Join(' ', distinct));
        return distinct;
    }

    private static List<string> Searches(IEnumerable<string> all, List<string> omissions)
    {
        var distinct = all.Distinct(StringComparer.Ordinal).ToList();
        var kept = distinct.Take(MaxSearches).Where(s => s.Length <= MaxSearchLength).ToList();
        while (kept.Sum(s => s.Length + 1) - 1 > MaxSearchCharacters)
        {
            kept.RemoveAt(kept.Count - 1);
        }

        if (kept.Count < distinct.Count)
        {
            omissions.Add("Search Line limits were exceeded, some search paths have been omitted, the applied search line is: "
                + string.Join(' ', kept));
        }

        return kept;
    }

    /// <summary>The last of a name counts.</summary>
    private static IEnumerable<string> Options(IEnumerable<string> all) => all
        .GroupBy(option => option.Split(':', 2)[0], StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Last());
}
