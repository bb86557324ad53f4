using Agent.Node.Configuration.Files;

namespace Agent.Node.Configuration;

/// <summary>A configuration and what is to be said about it.</summary>
public sealed class LoadedConfiguration
{
    private readonly IReadOnlyDictionary<string, ConfigurationOrigin> _origins;

    internal LoadedConfiguration(
        KubeletConfiguration configuration,
        IReadOnlyList<ConfigurationProblem> problems,
        IReadOnlyDictionary<string, ConfigurationOrigin> origins)
    {
        Configuration = configuration;
        Problems = problems;
        _origins = origins;
    }

    /// <summary>The configuration. With errors, the fields concerned have their defaults.</summary>
    public KubeletConfiguration Configuration { get; }

    /// <summary>All problems: files in the order read, then flags, then the rules.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>Whether the agent must not start with it.</summary>
    public bool HasErrors => Problems.Any(problem => problem.Severity == ConfigurationSeverity.Error);

    /// <summary>Where a field's value comes from.</summary>
    /// <param name="field">The field's path, like <c>authentication.anonymous.enabled</c>.</param>
    public ConfigurationOrigin OriginOf(string field) => Origins.Find(_origins, field);
}
