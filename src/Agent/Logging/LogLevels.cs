using Agent.Node.Configuration;
using Serilog.Events;

namespace Agent.Logging;

/// <summary>Which log entries are written: <c>--v</c> as a level, with another one for parts named by <c>--vmodule</c>.</summary>
internal sealed class LogLevels
{
    /// <summary>Verbosity from which the reasons of what happens are logged (klog's "debug").</summary>
    private const int DebugVerbosity = 4;

    /// <summary>Verbosity from which everything is logged.</summary>
    private const int TraceVerbosity = 6;

    /// <summary>Namespaces of libraries; they are quieter, since what they do is rarely news to an operator.</summary>
    private static readonly string[] Libraries = ["Microsoft.", "System.", "Akka.", "Grpc."];

    private readonly LoggingConfiguration _configuration;

    public LogLevels(LoggingConfiguration configuration)
    {
        _configuration = configuration;
        Lowest = configuration.VModule.Select(part => OfAgent(part.Verbosity)).Append(OfAgent(configuration.Verbosity)).Min();
    }

    /// <summary>The lowest level of any part.</summary>
    public LogEventLevel Lowest { get; }

    /// <summary>The lowest level that a part of the agent, or a library, writes.</summary>
    /// <param name="category">The logger's name, a type's full name.</param>
    public LogEventLevel Of(string category)
    {
        var name = category[(category.LastIndexOf('.') + 1)..];
        var part = _configuration.VModule.FirstOrDefault(part => Matches(part.FilePattern, name));
        return part is not null ? OfAgent(part.Verbosity)
            : Libraries.Any(library => category.StartsWith(library, StringComparison.Ordinal)) ? OfLibrary(_configuration.Verbosity)
            : OfAgent(_configuration.Verbosity);
    }

    private static LogEventLevel OfAgent(int verbosity) => verbosity switch
    {
        >= TraceVerbosity => LogEventLevel.Verbose,
        >= DebugVerbosity => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };

    private static LogEventLevel OfLibrary(int verbosity) => verbosity switch
    {
        >= TraceVerbosity => LogEventLevel.Debug,
        >= DebugVerbosity => LogEventLevel.Information,
        _ => LogEventLevel.Warning,
    };

    private static bool Matches(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
