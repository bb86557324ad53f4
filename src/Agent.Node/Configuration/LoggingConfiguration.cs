using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>The agent's own log.</summary>
public sealed record LoggingConfiguration
{
    /// <summary>Format of a log entry.</summary>
    [Flag("logging-format"), ZeroIsUnset]
    public LoggingFormat Format { get; init; } = LoggingFormat.Text;

    /// <summary>Longest time that a log entry is buffered.</summary>
    [Flag("log-flush-frequency"), ZeroIsUnset]
    public TimeSpan FlushFrequency { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much is logged: 0 what happens, 4 why, 6 and more everything.</summary>
    [Flag("v")]
    public int Verbosity { get; init; }

    /// <summary>Other log levels for single parts of the agent.</summary>
    [JsonPropertyName("vmodule"), Flag("vmodule", Syntax = FlagSyntax.VModule)]
    public IReadOnlyList<VerbosityOverride> VModule { get; init; } = [];

    /// <summary>What is particular to a format.</summary>
    public LoggingOptions Options { get; init; } = new();
}
