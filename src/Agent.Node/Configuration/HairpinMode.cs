using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>How a pod reaches itself through a service.</summary>
public enum HairpinMode
{
    /// <summary>The bridge hands packets back.</summary>
    [JsonStringEnumMemberName("promiscuous-bridge")]
    PromiscuousBridge,

    /// <summary>The pod's interface on the bridge does.</summary>
    [JsonStringEnumMemberName("hairpin-veth")]
    HairpinVeth,

    /// <summary>It does not.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
