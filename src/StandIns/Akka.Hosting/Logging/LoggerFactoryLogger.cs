using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>
/// Writes the log of an actor system to an <see cref="ILoggerFactory"/>, under category <c>Akka.Actor.ActorSystem</c>. The
/// state of each entry is the <see cref="LogEvent"/>, its text the event's whole line.
/// </summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILoggingAdapter _ownLog = Event.Logging.GetLogger(Context.System.EventStream, nameof(LoggerFactoryLogger));
    private readonly ILogger<ActorSystem> _log;

    /// <summary>Created by the actor system, from its <see cref="LoggerFactorySetup"/>.</summary>
    /// <exception cref="ConfigurationException">The actor system has none.</exception>
    public LoggerFactoryLogger()
    {
        var setup = Context.System.Settings.Setup.Get<LoggerFactorySetup>();
        if (!setup.HasValue)
        {
            throw new ConfigurationException(
                $"{nameof(LoggerFactoryLogger)} needs a {nameof(LoggerFactorySetup)} in the setup of the actor system");
        }

        _log = setup.Value.LoggerFactory.CreateLogger<ActorSystem>();
    }

    /// <inheritdoc/>
    protected override void PostStop() => _ownLog.Info($"{nameof(LoggerFactoryLogger)} stopped");

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                _ownLog.Info($"{nameof(LoggerFactoryLogger)} started");
                Sender.Tell(new LoggerInitialized());
                return true;

            case LogEvent logEvent:
                Log(logEvent, Sender.Path);
                return true;

            default:
                return false;
        }
    }

    /// <summary>Writes one event.</summary>
    /// <param name="log">The event.</param>
    /// <param name="path">Who published it.</param>
    protected virtual void Log(LogEvent log, ActorPath path)
    {
        var level = ToLogLevel(log.LogLevel());
        if (_log.IsEnabled(level))
        {
            _log.Log(level, default, log, log.Cause, static (entry, _) => entry.ToString());
        }
    }

    private static LogLevel ToLogLevel(Event.LogLevel level) => level switch
    {
        Event.LogLevel.DebugLevel => LogLevel.Debug,
        Event.LogLevel.InfoLevel => LogLevel.Information,
        Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
