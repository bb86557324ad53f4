using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>What the reservations of the node are enforced on.</summary>
public enum NodeAllocatableEnforcement
{
    /// <summary>Nothing; stands alone.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>All pods together.</summary>
    [JsonStringEnumMemberName("pods")]
    Pods,

    /// <summary>The system's cgroup.</summary>
    [JsonStringEnumMemberName("system-reserved")]
    SystemReserved,

    /// <summary>The system's cgroup, its CPU only.</summary>
    [JsonStringEnumMemberName("system-reserved-compressible")]
    SystemReservedCompressible,

    /// <summary>The cgroup of Kubernetes.</summary>
    [JsonStringEnumMemberName("kube-reserved")]
    KubeReserved,

    /// <summary>The cgroup of Kubernetes, its CPU only.</summary>
    [JsonStringEnumMemberName("kube-reserved-compressible")]
    KubeReservedCompressible,
}
