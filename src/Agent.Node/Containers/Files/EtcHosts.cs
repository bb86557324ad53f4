using System.Text;
using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Pods;

namespace Agent.Node.Containers.Files;

/// <summary>The hosts file that the agent gives a pod's containers, with the kubelet's content.</summary>
internal static class EtcHosts
{
    /// <summary>Where containers have it, and where the node has its own.</summary>
    public const string MountPath = "/etc/hosts";

    private const string PodHeader = "# Kubernetes-managed hosts file.\n";
    private const string NodeHeader = "# Kubernetes-managed hosts file (host network).\n";
    private const string AliasesHeader = "\n# Entries added by HostAliases.\n";

    private const string Fixed =
        "127.0.0.1\tlocalhost\n"
        + "::1\tlocalhost ip6-localhost ip6-loopback\n"
        + "fe00::0\tip6-localnet\n"
        + "fe00::0\tip6-mcastprefix\n"
        + "fe00::1\tip6-allnodes\n"
        + "fe00::2\tip6-allrouters\n";

    /// <summary>Whether a container gets it: not if it mounts a file of its own there, nor before its pod has an address.</summary>
    public static bool IsWanted(V1Pod pod, V1Container container, IReadOnlyList<string> ips) =>
        (pod.Spec.HostNetwork == true || ips.Count > 0) && container.VolumeMounts?.Any(m => m.MountPath == MountPath) != true;

    /// <summary>The files with the pod's hosts file to be written.</summary>
    /// <param name="files">What else is to be made.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="ips">Its addresses, primary first.</param>
    /// <param name="clusterDomain">Domain of the cluster; empty: none.</param>
    public static ContainerFiles Add(ContainerFiles files, V1Pod pod, IReadOnlyList<string> ips, string clusterDomain) =>
        pod.Spec.HostNetwork == true
            ? files with { Hosts = NodeHeader + Aliases(pod), NodeHosts = MountPath, NodeHostsAt = NodeHeader.Length }
            : files with { Hosts = OfPod(pod, ips, clusterDomain) };

    private static string OfPod(V1Pod pod, IReadOnlyList<string> ips, string clusterDomain)
    {
        var (name, domain) = PodHostname.Parts(pod, clusterDomain);
        var names = domain.Length > 0 ? $"{name}.{domain}\t{name}" : name;
        return PodHeader + Fixed + string.Concat(ips.Select(ip => $"{ip}\t{names}\n")) + Aliases(pod);
    }

    private static string Aliases(V1Pod pod)
    {
        if (pod.Spec.HostAliases is not { Count: > 0 } aliases)
        {
            return "";
        }

        var text = new StringBuilder(AliasesHeader);
        foreach (var alias in aliases)
        {
            text.Append(alias.Ip).Append('\t').AppendJoin('\t', alias.Hostnames ?? []).Append('\n');
        }

        return text.ToString();
    }
}
