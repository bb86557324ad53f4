namespace Agent.Kubernetes.Validation;

/// <summary>Rules of names, DNS and the host's namespaces.</summary>
internal static class NetworkRules
{
    private const int MaxNameservers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;

    public static void Check(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        errors.RequiredOneOf(path["dnsPolicy"], spec.DnsPolicy, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        CheckDns(errors, path["dnsConfig"], spec.DnsConfig, spec.DnsPolicy);
        foreach (var (alias, i) in (spec.HostAliases ?? []).Select((a, i) => (a, i)))
        {
            errors.Check(path["hostAliases"][i]["ip"], alias.Ip, NameRules.IpAddress);
            foreach (var (name, n) in (alias.Hostnames ?? []).Select((name, n) => (name, n)))
            {
                errors.Check(path["hostAliases"][i]["hostnames"][n], name, NameRules.DnsSubdomain);
            }
        }

        if (spec.HostNetwork == true)
        {
            CheckHostPorts(errors, path["containers"], spec);
        }
    }

    private static void CheckDns(FieldErrors errors, FieldPath path, V1PodDNSConfig? config, string? policy)
    {
        var nameservers = config?.Nameservers ?? [];
        var searches = config?.Searches ?? [];
        if (policy == "None" && nameservers.Count == 0)
        {
            errors.Required(
                config is null ? path : path["nameservers"], "at least one nameserver is needed when dnsPolicy is None");
        }

        if (nameservers.Count > MaxNameservers)
        {
            errors.Invalid(path["nameservers"], nameservers.Count, $"must not have more than {MaxNameservers} nameservers");
        }

        for (var i = 0; i < nameservers.Count; i++)
        {
            errors.Check(path["nameservers"][i], nameservers[i], NameRules.IpAddress);
        }

        if (searches.Count > MaxSearches)
        {
            errors.Invalid(path["searches"], searches.Count, $"must not have more than {MaxSearches} search paths");
        }

        if (string.Join(' ', searches).Length > MaxSearchCharacters)
        {
            errors.Invalid(
                path["searches"], searches.Count, $"must not have more than {MaxSearchCharacters} characters, spaces included");
        }

        for (var i = 0; i < searches.Count; i++)
        {
            errors.Check(path["searches"][i], searches[i], NameRules.DnsSearch);
        }

        foreach (var (option, i) in (config?.Options ?? []).Select((o, i) => (o, i)))
        {
            errors.NotEmpty(path["options"][i], option.Name);
        }
    }

    private static void CheckHostPorts(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        for (var c = 0; c < spec.Containers.Count; c++)
        {
            foreach (var (port, i) in (spec.Containers[c].Ports ?? []).Select((p, i) => (p, i)))
            {
                if (port.HostPort != port.ContainerPort)
                {
                    errors.Invalid(
                        path[c]["ports"][i]["hostPort"], port.HostPort ?? 0, "must match containerPort when hostNetwork is true");
                }
            }
        }
    }
}
