using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>What the topology manager aligns.</summary>
public enum TopologyManagerScope
{
    /// <summary>Each container.</summary>
    [JsonStringEnumMemberName("container")]
    Container,

    /// <summary>The pod as a whole.</summary>
    [JsonStringEnumMemberName("pod")]
    Pod,
}
