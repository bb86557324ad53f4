using Agent.CommandLine;
using Agent.Node.Configuration;
using Agent.Settings;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>Says at start what the agent works with: each value that somebody set, and everything that will have no effect.</summary>
internal static partial class SettingsLog
{
    public static void Write(ILogger log, ResolvedSettings resolved)
    {
        var settings = resolved.Settings;
        LogStart(
            log,
            AgentVersion.Current.Version,
            settings.NodeName,
            settings.RootDirectory,
            settings.PodLogsDirectory,
            settings.Configuration.ContainerRuntimeEndpoint);
        foreach (var line in ConfigurationText.SetValues(settings.Loaded))
        {
            LogValue(log, line);
        }

        foreach (var problem in resolved.Problems)
        {
            LogProblem(log, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Agent {Version} starts as node {Node}: state in {Root}, container logs in {Logs}, runtime at {Runtime}")]
    private static partial void LogStart(ILogger log, string version, string node, string root, string logs, string runtime);

    [LoggerMessage(2, LogLevel.Information, "Configured: {Value}")]
    private static partial void LogValue(ILogger log, string value);

    [LoggerMessage(3, LogLevel.Warning, "{Problem}")]
    private static partial void LogProblem(ILogger log, ConfigurationProblem problem);
}
