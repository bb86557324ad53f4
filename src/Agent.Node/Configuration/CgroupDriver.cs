using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>Who manages cgroups.</summary>
public enum CgroupDriver
{
    /// <summary>The agent and the runtime, in the file system.</summary>
    [JsonStringEnumMemberName("cgroupfs")]
    Cgroupfs,

    /// <summary>systemd, by slices and scopes.</summary>
    [JsonStringEnumMemberName("systemd")]
    Systemd,
}
