using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>How CPUs, memory and devices are kept on the same NUMA node.</summary>
public enum TopologyManagerPolicy
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>As far as possible.</summary>
    [JsonStringEnumMemberName("best-effort")]
    BestEffort,

    /// <summary>A pod that cannot be aligned is refused.</summary>
    [JsonStringEnumMemberName("restricted")]
    Restricted,

    /// <summary>A pod that needs more than one NUMA node is refused.</summary>
    [JsonStringEnumMemberName("single-numa-node")]
    SingleNumaNode,
}
