namespace Agent.Node.Configuration;

/// <summary>What follows from a problem in the configuration.</summary>
public enum ConfigurationSeverity
{
    /// <summary>The setting is ignored, and the agent starts.</summary>
    Warning,

    /// <summary>The agent does not start.</summary>
    Error,
}
