using System.CommandLine;
using System.CommandLine.Invocation;

namespace Agent.CommandLine.Help;

/// <summary>Carries out <c>--help</c>.</summary>
internal sealed class PrintHelp(Func<int> width) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new HelpWriter(parseResult.InvocationConfiguration.Output, width()).Write(parseResult.CommandResult.Command);
        return ExitCodes.Success;
    }
}
