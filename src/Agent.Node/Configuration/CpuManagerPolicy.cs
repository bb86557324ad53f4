using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>How CPUs are given to containers.</summary>
public enum CpuManagerPolicy
{
    /// <summary>All share all.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Guaranteed containers with whole CPUs have them to themselves.</summary>
    [JsonStringEnumMemberName("static")]
    Static,
}
