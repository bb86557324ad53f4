using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Hosting;
using Agent.Node.Resources;
using Agent.Node.Resources.Cgroups;
using Agent.Node.WellKnown;

namespace Agent.Node.Pods;

/// <summary>Makes the CRI configuration of a pod's sandbox.</summary>
internal static class SandboxConfigBuilder
{
    /// <summary>The configuration, or why there is none.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="attempt">Which sandbox of the pod it is for, from 0.</param>
    /// <param name="facts">What is known of the node.</param>
    /// <param name="options">The node's options.</param>
    /// <param name="basis">The runtime's handler and user ids; null: the default.</param>
    /// <param name="dns">The pod's resolver, where it has been worked out; null: it is now.</param>
    public static Built<PodSandboxConfig> Build(
        V1Pod pod, uint attempt, NodeFacts facts, NodeOptions options, SandboxBasis? basis = null, PodDns? dns = null)
    {
        var hostname = PodHostname.For(pod, options.ClusterDomain);
        if (hostname.Error.Length > 0)
        {
            return Built<PodSandboxConfig>.Failed(hostname.Error);
        }

        var config = new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata
            {
                Name = pod.Metadata.Name ?? "",
                Namespace = pod.Metadata.Namespace ?? "",
                Uid = pod.Metadata.Uid ?? "",
                Attempt = attempt,
            },
            Hostname = hostname.Name,
            LogDirectory = LogDirectory(pod, options.PodLogsDirectory),
            DnsConfig = (dns ?? PodDns.For(pod, facts, options)).Config,
            Linux = Linux(pod, facts, options, basis ?? SandboxBasis.Default),
        };
        config.Labels.Add(Copy(pod.Metadata.Labels));
        config.Labels[CriLabels.PodName] = config.Metadata.Name;
        config.Labels[CriLabels.PodNamespace] = config.Metadata.Namespace;
        config.Labels[CriLabels.PodUid] = config.Metadata.Uid;
        config.Annotations.Add(Copy(pod.Metadata.Annotations));
        config.PortMappings.AddRange(Ports(pod));
        return Built<PodSandboxConfig>.Ok(config);
    }

    /// <summary>The pod's log directory: <c>&lt;namespace&gt;_&lt;name&gt;_&lt;uid&gt;</c>.</summary>
    public static string LogDirectory(V1Pod pod, string podLogsDirectory) =>
        Path.Combine(podLogsDirectory, $"{pod.Metadata.Namespace}_{pod.Metadata.Name}_{pod.Metadata.Uid}");

    private static LinuxPodSandboxConfig Linux(V1Pod pod, NodeFacts facts, NodeOptions options, SandboxBasis basis)
    {
        var context = pod.Spec.SecurityContext;
        var security = new LinuxSandboxSecurityContext
        {
            NamespaceOptions = PodNamespaces.For(pod, basis.UserIds),
            Privileged = (pod.Spec.Containers ?? []).Concat(pod.Spec.InitContainers ?? []).Any(c => c.SecurityContext?.Privileged == true),
            Seccomp = new SecurityProfile { ProfileType = SecurityProfile.Types.ProfileType.RuntimeDefault },
            SelinuxOptions = SecurityContexts.SELinux(context?.SeLinuxOptions),
        };
        if (context?.RunAsUser is { } user)
        {
            security.RunAsUser = new Int64Value { Value = user };
        }

        if (context?.RunAsGroup is { } group)
        {
            security.RunAsGroup = new Int64Value { Value = group };
        }

        security.SupplementalGroups.AddRange(SecurityContexts.SupplementalGroups(pod));
        security.SupplementalGroupsPolicy = SecurityContexts.GroupsPolicy(context);
        var linux = new LinuxPodSandboxConfig
        {
            SecurityContext = security,
            Resources = LinuxResources.OfPod(pod, options),
            Overhead = LinuxResources.OfOverhead(pod, options),
            CgroupParent = facts.Cgroups.IsReady
                ? CgroupNames.For(options, facts).Parent(PodQos.Of(pod), pod.Metadata.Uid ?? "")
                : "",
        };
        foreach (var sysctl in context?.Sysctls ?? [])
        {
            linux.Sysctls[(sysctl.Name ?? "").Replace('/', '.')] = sysctl.Value ?? "";
        }

        return linux;
    }

    private static IEnumerable<PortMapping> Ports(V1Pod pod)
    {
        foreach (var container in pod.Spec.Containers ?? [])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var port in container.Ports ?? [])
            {
                var key = port.Name is { Length: > 0 } name ? name : $"{port.Protocol}-{port.HostIP}:{port.ContainerPort}:{port.HostPort ?? 0}";
                if (seen.Add(key))
                {
                    yield return new PortMapping
                    {
                        ContainerPort = port.ContainerPort,
                        HostPort = port.HostPort ?? 0,
                        HostIp = port.HostIP ?? "",
                        Protocol = port.Protocol switch
                        {
                            "UDP" => Agent.Cri.Protocol.Protocol.Udp,
                            "SCTP" => Agent.Cri.Protocol.Protocol.Sctp,
                            _ => Agent.Cri.Protocol.Protocol.Tcp,
                        },
                    };
                }
            }
        }
    }

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string>? map) =>
        map is null ? [] : new Dictionary<string, string>(map, StringComparer.Ordinal);
}
