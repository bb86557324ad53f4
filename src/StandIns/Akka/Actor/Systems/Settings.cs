using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The settings of an actor system. The names of their keys are in reference.conf.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config _fallback = ConfigurationFactory.Default();

    internal Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _userConfig = config;
        SupportedKeys.Check(config);
        Config = config.SafeWithFallback(_fallback);
        CheckProvider();
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout");
        LogLevel = Config.GetString("akka.loglevel")!;
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel")!;
        StdoutLogger = Create<MinimalLogger>("akka.stdout-logger-class") ?? new StandardOutLogger();
        Loggers = [.. Config.GetStringList("akka.loggers")!];
        LoggersDispatcher = Config.GetString("akka.loggers-dispatcher")!;
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LogFormatter = Config.GetString("akka.logger-formatter") is { } name
            && Type.GetType(name) == typeof(DefaultLogMessageFormatter)
            ? DefaultLogMessageFormatter.Instance
            : Create<ILogMessageFormatter>("akka.logger-formatter") ?? DefaultLogMessageFormatter.Instance;
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" or "yes" => int.MaxValue,
            "off" or "false" or "no" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers");
        SchedulerClass = Config.GetString("akka.scheduler.implementation")!;
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate =
            Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
        {
            throw new ConfigurationException(
                "akka.coordinated-shutdown.run-by-actor-system-terminate=on and "
                + "akka.coordinated-shutdown.terminate-actor-system=off is not a supported configuration combination.");
        }
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>The configuration, with the defaults.</summary>
    public Config Config { get; private set; }

    /// <summary>What the system was created with besides the configuration.</summary>
    public ActorSystemSetup Setup { get; }

    /// <summary><c>akka.actor.guardian-supervisor-strategy</c></summary>
    public string? SupervisorStrategyClass { get; }

    /// <summary><c>akka.actor.ask-timeout</c></summary>
    public TimeSpan AskTimeout { get; }

    /// <summary><c>akka.actor.creation-timeout</c></summary>
    public TimeSpan CreationTimeout { get; }

    /// <summary><c>akka.loglevel</c></summary>
    public string LogLevel { get; }

    /// <summary><c>akka.stdout-loglevel</c></summary>
    public string StdoutLogLevel { get; }

    /// <summary><c>akka.stdout-logger-class</c></summary>
    public MinimalLogger StdoutLogger { get; }

    /// <summary><c>akka.loggers</c></summary>
    public IList<string> Loggers { get; }

    /// <summary><c>akka.loggers-dispatcher</c></summary>
    public string LoggersDispatcher { get; }

    /// <summary><c>akka.logger-startup-timeout</c></summary>
    public TimeSpan LoggerStartTimeout { get; }

    /// <summary><c>akka.logger-formatter</c></summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary><c>akka.log-config-on-start</c></summary>
    public bool LogConfigOnStart { get; }

    /// <summary><c>akka.log-dead-letters</c>; 0 for off, <see cref="int.MaxValue"/> for on.</summary>
    public int LogDeadLetters { get; }

    /// <summary><c>akka.log-dead-letters-during-shutdown</c></summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary><c>akka.log-dead-letters-suspend-duration</c></summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary><c>akka.actor.debug.receive</c></summary>
    public bool AddLoggingReceive { get; }

    /// <summary><c>akka.actor.debug.autoreceive</c></summary>
    public bool DebugAutoReceive { get; }

    /// <summary><c>akka.actor.debug.lifecycle</c></summary>
    public bool DebugLifecycle { get; }

    /// <summary><c>akka.actor.debug.event-stream</c></summary>
    public bool DebugEventStream { get; }

    /// <summary><c>akka.actor.debug.unhandled</c></summary>
    public bool DebugUnhandledMessage { get; }

    /// <summary><c>akka.actor.debug.log-timers</c></summary>
    public bool DebugTimerScheduler { get; }

    /// <summary><c>akka.scheduler.implementation</c></summary>
    public string SchedulerClass { get; }

    /// <summary><c>akka.scheduler.shutdown-timeout</c></summary>
    public TimeSpan SchedulerShutdownTimeout { get; }

    /// <summary><c>akka.coordinated-shutdown.terminate-actor-system</c></summary>
    public bool CoordinatedShutdownTerminateActorSystem { get; }

    /// <summary><c>akka.coordinated-shutdown.run-by-actor-system-terminate</c></summary>
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Adds defaults, below those of the application and above those that are there.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = config.SafeWithFallback(_fallback);
        Config = _userConfig.SafeWithFallback(_fallback);
    }

    /// <summary>The configuration as HOCON.</summary>
    public override string ToString() => Config.ToString();

    private void CheckProvider()
    {
        var setup = Setup.Get<BootstrapSetup>();
        var provider = setup.HasValue && setup.Value.ActorRefProvider.HasValue
            ? setup.Value.ActorRefProvider.Value.Fqn
            : Config.GetString("akka.actor.provider");
        if (provider?.Split(',')[0] is not ("local" or ProviderSelection.LocalProvider))
        {
            throw new ConfigurationException(
                $"akka.actor.provider = \"{provider}\" is not supported: it must be local");
        }
    }

    private T? Create<T>(string key)
        where T : class
    {
        var name = Config.GetString(key);
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var type = Type.GetType(name) ?? throw new ArgumentException($"{key}: there is no type {name}", key);
        return typeof(T).IsAssignableFrom(type)
            ? (T)Activator.CreateInstance(type)!
            : throw new ArgumentException($"{key}: {name} is no {typeof(T)}", key);
    }
}
