using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>Format of the agent's own log.</summary>
public enum LoggingFormat
{
    /// <summary>One line of text per entry.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>One JSON object per line.</summary>
    [JsonStringEnumMemberName("json")]
    Json,
}
