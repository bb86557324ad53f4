using Agent.Kubernetes;

namespace Agent.Node.Pods;

/// <summary>The host name and domain of a pod.</summary>
/// <param name="Name">Host name; empty on the host network.</param>
/// <param name="Domain">Domain, without the host; empty if the pod has none.</param>
/// <param name="Error">Why no valid name can be made; empty otherwise.</param>
internal sealed record PodHostname(string Name, string Domain, string Error)
{
    /// <summary>Longest host name label (RFC 1123).</summary>
    private const int LabelLength = 63;

    /// <summary>Longest host name the kernel takes.</summary>
    private const int KernelLength = 64;

    /// <summary>Works out the name as the kubelet does.</summary>
    public static PodHostname For(V1Pod pod, string clusterDomain)
    {
        var spec = pod.Spec;
        if (spec.HostNetwork ?? false)
        {
            return new("", "", "");
        }

        var (name, domain) = Parts(pod, clusterDomain);
        if (spec.SetHostnameAsFQDN != true || domain.Length == 0)
        {
            return new(name, domain, "");
        }

        var qualified = name + "." + domain;
        return qualified.Length > KernelLength
            ? new("", domain, $"the host name {qualified} is longer than {KernelLength} characters")
            : new(qualified, domain, "");
    }

    /// <summary>Host name and domain apart, whatever the host is told: for the hosts file.</summary>
    public static (string Name, string Domain) Parts(V1Pod pod, string clusterDomain)
    {
        var spec = pod.Spec;
        return spec.HostnameOverride is { Length: > 0 } overridden
            ? (Cut(overridden), "")
            : (Cut(spec.Hostname is { Length: > 0 } own ? own : pod.Metadata.Name ?? ""), spec.Subdomain is { Length: > 0 } subdomain
                ? $"{subdomain}.{pod.Metadata.Namespace}.svc.{clusterDomain}".TrimEnd('.')
                : "");
    }

    private static string Cut(string name) => name.Length > LabelLength ? name[..LabelLength].TrimEnd('-', '.') : name;
}
