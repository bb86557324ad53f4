using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Sets up the log of an actor system.</summary>
public static class LoggingExtensions
{
    /// <summary>Sets up the log. It goes before all settings so far.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configurator">Sets level and loggers.</param>
    public static AkkaConfigurationBuilder ConfigureLoggers(
        this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var setup = new LoggerConfigBuilder(builder);
        configurator(setup);
        return setup.Build();
    }

    /// <summary>Adds a logger that writes to the host's <see cref="ILoggerFactory"/>.</summary>
    /// <param name="configBuilder">The builder.</param>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder)
    {
        configBuilder.AddLogger(typeof(LoggerFactoryLogger));
        return configBuilder;
    }

    /// <summary>Adds a logger that writes to a given <see cref="ILoggerFactory"/>.</summary>
    /// <param name="configBuilder">The builder.</param>
    /// <param name="loggerFactory">The log.</param>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder, ILoggerFactory loggerFactory)
    {
        configBuilder.Builder.AddSetup(new LoggerFactorySetup(loggerFactory));
        return configBuilder.AddLoggerFactory();
    }
}
