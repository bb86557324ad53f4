namespace Agent.Node.Configuration;

/// <summary>Where a configuration value comes from.</summary>
/// <param name="Source">A file's path, <c>flag --name</c> or <c>default</c>.</param>
/// <param name="Line">The line in the file, from 1.</param>
public sealed record ConfigurationOrigin(string Source, int? Line = null)
{
    /// <summary>The agent's own default.</summary>
    public static ConfigurationOrigin Default { get; } = new("default");

    /// <summary>A command-line flag, by its name without dashes.</summary>
    public static ConfigurationOrigin Flag(string name) => new($"flag --{name}");

    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? $"{Source}:{line}" : Source;
}
