namespace Agent.Node.Configuration;

/// <summary>The log level of one part of the agent.</summary>
public sealed record VerbosityOverride
{
    /// <summary>Name of the part; <c>*</c> and <c>?</c> match.</summary>
    public string FilePattern { get; init; } = "";

    /// <summary>Its level.</summary>
    public int Verbosity { get; init; }
}
