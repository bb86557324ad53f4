using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Hosting;

namespace Agent.Node.Pods;

/// <summary>The resolver configuration of a pod.</summary>
internal static class PodDns
{
    private const int MaxServers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;
    private const int MaxSearchLength = 253;

    /// <summary>Works out servers, searches and options from dnsPolicy, dnsConfig and the node's resolver.</summary>
    public static DNSConfig For(V1Pod pod, NodeFacts facts, NodeOptions options)
    {
        var host = ResolvConf.Parse(facts.ResolvConf);
        var policy = pod.Spec.DnsPolicy is { Length: > 0 } named ? named : "ClusterFirst";
        if (policy == "ClusterFirst" && pod.Spec.HostNetwork == true)
        {
            policy = "Default";
        }

        if (policy is "ClusterFirst" or "ClusterFirstWithHostNet" && options.ClusterDns.Count == 0)
        {
            policy = "Default";
        }

        var servers = new List<string>();
        var searches = new List<string>();
        var dnsOptions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        switch (policy)
        {
            case "Default":
                servers.AddRange(host.Servers);
                searches.AddRange(host.Searches);
                Merge(dnsOptions, host.Options);
                break;
            case "None":
                break;
            default:
                servers.AddRange(options.ClusterDns);
                if (options.ClusterDomain.Length > 0)
                {
                    searches.AddRange(
                        [$"{pod.Metadata.Namespace}.svc.{options.ClusterDomain}", $"svc.{options.ClusterDomain}", options.ClusterDomain]);
                }

                searches.AddRange(host.Searches);
                Merge(dnsOptions, ["ndots:5"]);
                break;
        }

        servers.AddRange(pod.Spec.DnsConfig?.Nameservers ?? []);
        searches.AddRange(pod.Spec.DnsConfig?.Searches ?? []);
        Merge(dnsOptions, (pod.Spec.DnsConfig?.Options ?? []).Select(o => o.Value is { } value ? $"{o.Name}:{value}" : o.Name ?? ""));
        var config = new DNSConfig();
        config.Servers.AddRange(servers.Distinct(StringComparer.Ordinal).Take(MaxServers));
        config.Searches.AddRange(Limit(searches.Distinct(StringComparer.Ordinal)));
        config.Options.AddRange(dnsOptions.Values);
        return config;
    }

    private static void Merge(SortedDictionary<string, string> into, IEnumerable<string> options)
    {
        foreach (var option in options)
        {
            into[option.Split(':', 2)[0]] = option;
        }
    }

    private static IEnumerable<string> Limit(IEnumerable<string> searches)
    {
        var characters = 0;
        var count = 0;
        foreach (var search in searches.Where(s => s.Length <= MaxSearchLength))
        {
            characters += search.Length + (count > 0 ? 1 : 0);
            if (++count > MaxSearches || characters > MaxSearchCharacters)
            {
                yield break;
            }

            yield return search;
        }
    }
}
