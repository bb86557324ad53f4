using System.CommandLine;
using System.Text.Json;
using Agent.CommandLine.Help;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create(CommandContext context)
    {
        var output = OutputOption.Create("text", "json");
        var command = new DocumentedCommand("version", "Print the version") { output };
        command.SetAction(result =>
        {
            var version = AgentVersion.Current;
            context.Output.WriteLine(result.GetValue(output) == "json"
                ? JsonSerializer.Serialize(version, CommandJson.Default.AgentVersion)
                : $"agent {version.Version} (Kubernetes {version.Kubernetes}, {version.Framework}, {version.Platform})");
            return ExitCodes.Success;
        });
        return command;
    }
}
