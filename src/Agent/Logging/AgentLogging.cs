using Agent.Node.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Agent.Logging;

/// <summary>Puts the log together: Serilog behind ILogger, one line per entry, levels by <c>--v</c> and <c>--vmodule</c>.</summary>
internal static class AgentLogging
{
    /// <summary>The logger factory of the process; disposing it writes the last lines.</summary>
    /// <param name="configuration">Format and levels.</param>
    /// <param name="write">Writes text that ends with a new line; called on one thread of its own.</param>
    /// <param name="watch">Sees each entry that is written; null for nobody.</param>
    public static ILoggerFactory Create(LoggingConfiguration configuration, Action<string> write, ILogEventSink? watch = null)
    {
        var levels = new LogLevels(configuration);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(levels.Lowest)
            .Filter.With(new LevelFilter(levels))
            .WriteTo.Sink(new BackgroundSink(
                configuration.Format == LoggingFormat.Json
                    ? new JsonLineFormatter()
                    : new OneLineFormatter(withStacks: configuration.Verbosity >= 4),
                write));
        if (watch is not null)
        {
            logger = logger.WriteTo.Sink(watch);
        }

        return new SerilogLoggerFactory(logger.CreateLogger(), dispose: true);
    }

    private sealed class LevelFilter(LogLevels levels) : ILogEventFilter
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, LogEventLevel> _known = new(StringComparer.Ordinal);

        public bool IsEnabled(LogEvent logEvent) =>
            logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) && value is ScalarValue { Value: string category }
                ? logEvent.Level >= _known.GetOrAdd(category, levels.Of)
                : logEvent.Level >= levels.Of("");
    }
}
