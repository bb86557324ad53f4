using Agent.Kubernetes;

namespace Agent.Node.Admission;

/// <summary>Which kernel parameters a pod may set: the safe ones, those the operator allows, and none of a namespace it shares with the node.</summary>
internal static class SysctlAllowlist
{
    /// <summary>Safe whatever the kernel; the kubelet's list.</summary>
    private static readonly string[] Safe =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start",
    ];

    /// <summary>Safe from a version of the kernel on.</summary>
    private static readonly (string Name, Version Since)[] SafeSince =
    [
        ("net.ipv4.ip_local_reserved_ports", new Version(3, 16)),
        ("net.ipv4.tcp_keepalive_time", new Version(4, 5)),
        ("net.ipv4.tcp_keepalive_intvl", new Version(4, 5)),
        ("net.ipv4.tcp_keepalive_probes", new Version(4, 5)),
        ("net.ipv4.tcp_fin_timeout", new Version(4, 6)),
        ("net.ipv4.tcp_rmem", new Version(4, 15)),
        ("net.ipv4.tcp_wmem", new Version(4, 15)),
    ];

    /// <summary>Parameters of the IPC namespace beside those of the safe list, as names or prefixes.</summary>
    private static readonly string[] Ipc = ["kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue."];

    /// <summary>Why the pod's sysctls are refused; null: they are not.</summary>
    public static AdmissionVerdict? Check(V1Pod pod, AdmissionNode node)
    {
        foreach (var sysctl in pod.Spec.SecurityContext?.Sysctls ?? [])
        {
            var name = (sysctl.Name ?? "").Replace('/', '.');
            var why = IsOfIpc(name) && pod.Spec.HostIPC == true ? "ipc namespace cannot be shared with the host"
                : name.StartsWith("net.", StringComparison.Ordinal) && pod.Spec.HostNetwork == true ? "network namespace cannot be shared with the host"
                : IsAllowed(name, node) ? null
                : "not allowlisted";
            if (why is not null)
            {
                return new("SysctlForbidden", $"forbidden sysctl: \"{name}\" {why}");
            }
        }

        return null;
    }

    private static bool IsAllowed(string name, AdmissionNode node)
    {
        if (Safe.Contains(name) || node.AllowedUnsafeSysctls.Any(pattern => Matches(pattern.Replace('/', '.'), name)))
        {
            return true;
        }

        var kernel = Kernel(node.Object?.Status.NodeInfo?.KernelVersion);
        return SafeSince.Any(s => s.Name == name && (kernel is null || kernel >= s.Since));
    }

    private static bool Matches(string pattern, string name) => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == name;

    private static bool IsOfIpc(string name) => Ipc.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    /// <summary>Major and minor of a kernel's version, as of <c>6.1.0-18-amd64</c>.</summary>
    private static Version? Kernel(string? text)
    {
        var parts = (text ?? "").Split('.', '-');
        return parts.Length >= 2 && int.TryParse(parts[0], out var major) && int.TryParse(parts[1], out var minor) ? new Version(major, minor) : null;
    }
}
