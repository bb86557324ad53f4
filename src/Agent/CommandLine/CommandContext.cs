using System.CommandLine;
using Agent.Settings;

namespace Agent.CommandLine;

/// <summary>What commands work with beside their arguments.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Environment">The process around the agent.</param>
internal sealed record CommandContext(TextWriter Output, TextWriter Error, ProcessEnvironment Environment)
{
    /// <summary>Columns of a line.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The clock that ages are counted by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Says one thing that went wrong, on a line of its own.</summary>
    public int Fail(string message)
    {
        Error.WriteLine($"agent: {message}");
        return ExitCodes.Failure;
    }

    internal InvocationConfiguration Invocation => new()
    {
        Output = Output,
        Error = Error,
        EnableDefaultExceptionHandler = false,

        // Signals are the host's business: an interactive run stops its pods first.
        ProcessTerminationTimeout = null,
    };
}
