namespace Agent.Node.Configuration;

/// <summary>What is particular to a log format.</summary>
public sealed record LoggingOptions
{
    /// <summary>The text format's.</summary>
    public TextLoggingOptions Text { get; init; } = new();

    /// <summary>The JSON format's.</summary>
    public JsonLoggingOptions Json { get; init; } = new();
}
