using System.CommandLine;
using Agent.CommandLine.Help;
using Agent.Runtime;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent testserver</c>. It reads its own flags; this entry makes it known to help and completion.</summary>
internal static class TestServerCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("testserver", "Run an HTTP server that behaves as badly as it is told, to try probes and restarts")
        {
            Usage = "[flags]",
            Details = "Its flags are its own: run \"agent testserver --help\" for them.",
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, cancellation) => TestServer.RunAsync([.. result.UnmatchedTokens], context.Output, cancellation));
        return command;
    }
}
