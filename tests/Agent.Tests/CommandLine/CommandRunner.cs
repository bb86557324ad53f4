using Agent.CommandLine;
using Agent.Settings;

namespace Agent.Tests.CommandLine;

/// <summary>Runs command lines in this process.</summary>
internal static class CommandRunner
{
    public static ProcessEnvironment Environment { get; } = new()
    {
        WorkingDirectory = "/home/me",
        HostName = "Worker-1",
        UserId = 1000,
        TemporaryDirectory = "/tmp",
        StateHome = "/home/me/.local/state",
    };

    public static async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(output, error, Environment);
        var code = await AgentCommandLine.RunAsync(arguments, context, CancellationToken.None);
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }
}
