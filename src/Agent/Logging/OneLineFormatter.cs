using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace Agent.Logging;

/// <summary>The text log: time in UTC, level, part, message, error; one line each.</summary>
/// <param name="withStacks">Whether the stack of an error follows on lines of its own.</param>
internal sealed class OneLineFormatter(bool withStacks) : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write(' ');
        output.Write(Level(logEvent.Level));
        output.Write(' ');
        output.Write(Part(logEvent));
        output.Write(": ");
        output.Write(LogText.OneLine(LogText.Message(logEvent)));
        if (logEvent.Exception is { } error)
        {
            output.Write(" | ");
            output.Write(LogText.OneLine(LogText.Chain(error)));
        }

        output.Write('\n');
        if (withStacks && logEvent.Exception?.StackTrace is { } stack)
        {
            foreach (var line in stack.Split('\n'))
            {
                output.Write("    ");
                output.Write(LogText.OneLine(line.Trim()));
                output.Write('\n');
            }
        }
    }

    /// <summary>The logger's name without its namespace.</summary>
    internal static string Part(LogEvent logEvent)
    {
        var name = logEvent.Properties.TryGetValue("SourceContext", out var value) && value is ScalarValue { Value: string text } ? text : "agent";
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "TRC",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        _ => "ERR",
    };
}
