using Agent.Node.Configuration.Flags;

namespace Agent.Node.Configuration;

/// <summary>Everything that a configuration is made from, the weakest first.</summary>
public sealed record ConfigurationSources
{
    /// <summary>The file of <c>--config</c>.</summary>
    public ConfigurationFile? Main { get; init; }

    /// <summary>The <c>*.conf</c> files of <c>--config-dir</c>, in lexical order of their paths.</summary>
    public IReadOnlyList<ConfigurationFile> DropIns { get; init; } = [];

    /// <summary>Flags that set configuration fields.</summary>
    public IReadOnlyList<FlagValues> Flags { get; init; } = [];

    /// <summary>The directory that relative paths in flags are relative to.</summary>
    public string WorkingDirectory { get; init; } = "/";
}
