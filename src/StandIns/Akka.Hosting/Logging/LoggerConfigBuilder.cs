using Akka.Configuration;
using Akka.Event;

namespace Akka.Hosting;

/// <summary>Collects which loggers an actor system writes to, and from which level on.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder)
    {
        Builder = builder;
    }

    /// <summary>The lowest level that is logged; <see cref="LogLevel.InfoLevel"/> by default.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    /// <summary>Whether the whole configuration is logged when the actor system starts; false by default.</summary>
    public bool LogConfigOnStart { get; set; }

    internal AkkaConfigurationBuilder Builder { get; }

    /// <summary>Drops the loggers so far; at first that is the one that writes to the console.</summary>
    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    internal void AddLogger(Type logger) => _loggers.Add(logger);

    internal AkkaConfigurationBuilder Build()
    {
        var loggers = string.Join(", ", _loggers.Select(logger => $"\"{logger.AssemblyQualifiedName}\""));
        var hocon = $$"""
            akka {
              loglevel = {{LevelName()}}
              loggers = [{{loggers}}]
              log-config-on-start = {{(LogConfigOnStart ? "on" : "off")}}
            }
            """;
        return Builder.AddHoconConfiguration(ConfigurationFactory.ParseString(hocon), HoconAddMode.Prepend);
    }

    private string LevelName() => LogLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        _ => throw new ConfigurationException($"{LogLevel} is not a log level"),
    };
}
