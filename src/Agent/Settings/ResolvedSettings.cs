using Agent.Node.Configuration;

namespace Agent.Settings;

/// <summary>Settings, or the problems that stand against them.</summary>
/// <param name="Settings">The settings; they may be used only when there is no error.</param>
/// <param name="Problems">All problems, of files, flags and their combination.</param>
internal sealed record ResolvedSettings(RunSettings Settings, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Whether the agent must not start.</summary>
    public bool HasErrors => Problems.Any(problem => problem.Severity == ConfigurationSeverity.Error);
}
