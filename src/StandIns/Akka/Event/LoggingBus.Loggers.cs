using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

public partial class LoggingBus
{
    private static int _loggerNumber;

    private readonly List<IActorRef> _loggers = [];
    private readonly TaskCompletionSource<object> _stopping = new();

    /// <summary>Logs to the standard output, from before the loggers start until after they have stopped.</summary>
    internal void StartStdoutLogger(Settings settings)
    {
        SubscribeFrom(Logging.LogLevelFor(settings.StdoutLogLevel), settings.StdoutLogger);
        Publish(new Debug(GetType().Name, GetType(), "StandardOutLogger started"));
    }

    /// <summary>Starts the configured loggers and waits, up to a limit, until they are ready.</summary>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var name = $"{GetType().Name}({system.Name})";
        LogLevel = Logging.LogLevelFor(settings.LogLevel);
        var keepsStdout = false;
        var starting = new List<Task>();
        foreach (var typeName in settings.Loggers)
        {
            var type = Type.GetType(typeName)
                ?? throw new ConfigurationException($"Logger specified in config cannot be found: \"{typeName}\"");
            if (typeof(MinimalLogger).IsAssignableFrom(type))
            {
                keepsStdout = true;
            }
            else
            {
                starting.Add(StartLogger(system, type, name));
            }
        }

        if (!Task.WaitAll([.. starting], settings.LoggerStartTimeout))
        {
            Publish(new Warning(
                name,
                GetType(),
                $"A logger did not respond within {settings.LoggerStartTimeout} to InitializeLogger(bus); "
                + "it will be used once it does"));
        }

        if (settings.DebugUnhandledMessage)
        {
            var forwarder = system.SystemActorOf(Props.Create<UnhandledMessageForwarder>(), "UnhandledMessageForwarder");
            Subscribe(forwarder, typeof(UnhandledMessage));
        }

        if (!keepsStdout)
        {
            Unsubscribe(settings.StdoutLogger);
        }

        Publish(new Debug(name, GetType(), "Default Loggers started"));
    }

    internal void StopDefaultLoggers(ActorSystem system)
    {
        StartStdoutLogger(system.Settings);
        _stopping.TrySetCanceled();
        foreach (var logger in RunningLoggers())
        {
            Unsubscribe(logger);
            ((IInternalActorRef)logger).Stop();
        }

        Publish(new Debug(GetType().Name, GetType(), "All default loggers stopped"));
    }

    private async Task StartLogger(ActorSystemImpl system, Type type, string busName)
    {
        var number = Interlocked.Increment(ref _loggerNumber);
        var props = Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher);
        var logger = system.SystemActorOf(props, $"log{number}-{type.Name}");
        object answer;
        try
        {
            var initialized = logger.Ask(new InitializeLogger(this), Timeout.InfiniteTimeSpan);
            answer = await (await Task.WhenAny(initialized, _stopping.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            answer = "cancelled, because the system is shutting down";
        }

        if (answer is not LoggerInitialized)
        {
            Publish(new Error(null, busName, GetType(), $"Logger {type.FullName} did not start: {answer}. It is stopped."));
            ((IInternalActorRef)logger).Stop();
            return;
        }

        lock (_loggers)
        {
            _loggers.Add(logger);
        }

        SubscribeFrom(LogLevel, logger);
        Publish(new Debug(busName, GetType(), $"Logger {type.FullName} started"));
    }

    private void SubscribeFrom(LogLevel lowest, IActorRef logger)
    {
        foreach (var level in Enum.GetValues<LogLevel>().Where(level => level >= lowest))
        {
            Subscribe(logger, level.ClassFor());
        }
    }

    private IActorRef[] RunningLoggers()
    {
        lock (_loggers)
        {
            return [.. _loggers];
        }
    }

    private protected bool HasSubscriptions(IActorRef subscriber) => _subscriptions.HasAny(subscriber);
}
