using Agent.Runtime;
using Agent.Settings;

namespace Agent.CommandLine;

/// <summary>The command line with the process's own streams.</summary>
internal static class AgentProgram
{
    /// <summary>Runs one command line.</summary>
    public static Task<int> RunAsync(string[] arguments) => arguments is ["testserver", .. var rest]
        ? TestServer.RunAsync(rest, Console.Out, CancellationToken.None)
        : AgentCommandLine.RunAsync(
            arguments,
            new CommandContext(Console.Out, Console.Error, ProcessEnvironment.Current()) { Width = Width() },
            CancellationToken.None);

    private static int Width() => Console.IsOutputRedirected ? 80 : Math.Clamp(Console.WindowWidth - 1, 60, 110);
}
