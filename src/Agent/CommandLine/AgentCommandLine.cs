using System.CommandLine;
using System.CommandLine.Help;
using Agent.CommandLine.Commands;
using Agent.CommandLine.Help;

namespace Agent.CommandLine;

/// <summary>The whole command line: parses, says what is wrong, runs.</summary>
internal static class AgentCommandLine
{
    private static readonly ParserConfiguration Parsing = new()
    {
        // The kubelet knows neither; "@file" and "-abc" would be surprises.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code, see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken cancellation)
    {
        var root = Build(context);
        arguments = arguments is ["--version"] ? ["version"] : arguments; // as the kubelet spells it
        var result = root.Parse(FlagSpelling.Normalize(arguments, RunFlags.Switches), Parsing);
        var asksForHelp = result.GetResult(root.Options.OfType<HelpOption>().First()) is not null;
        var completes = root.Directives.Any(directive => result.GetResult(directive) is not null);
        if (!asksForHelp && !completes && UsageErrors.Of(result) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                await context.Error.WriteLineAsync($"agent: {error}");
            }

            await context.Error.WriteLineAsync($"Run \"{UsageErrors.Path(result.CommandResult.Command)} --help\" for usage.");
            return ExitCodes.Usage;
        }

        return await result.InvokeAsync(context.Invocation, cancellation);
    }

    /// <summary>All commands and flags.</summary>
    public static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand("A Kubernetes node agent: it runs pods and can say what each one waits for")
        {
            RunCommand.Create(context),
            PodsCommand.Create(context),
            ExplainCommand.Create(context),
            ConfigCommand.Create(context),
            VersionCommand.Create(context),
            CompletionCommand.Create(context),
            ApiServerCommand.Create(context),
            RuntimeCommand.Create(context),
            TestServerCommand.Create(context),
        };
        var help = root.Options.OfType<HelpOption>().First();
        help.Action = new PrintHelp(() => context.Width);
        help.Description = "Show help for a command.";
        root.Options.Remove(root.Options.OfType<VersionOption>().First());
        return root;
    }
}
