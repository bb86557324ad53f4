using System.Collections.Concurrent;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system.</summary>
public sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private static readonly string[] Mailboxes =
        ["Akka.Dispatch.UnboundedMailbox", "Akka.Dispatch.UnboundedDequeBasedMailbox"];

    private readonly LocalActorRefProvider _provider;
    private readonly MessageDispatcher _defaultDispatcher;
    private readonly ConcurrentDictionary<string, string?> _mailboxes = new(StringComparer.Ordinal);
    private readonly TerminationCallbacks _callbacks = new();
    private IActorRef? _deadLetterListener;

    internal ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        if (!IsWellFormed(name))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')",
                nameof(name));
        }

        ArgumentNullException.ThrowIfNull(config);
        Name = name;
        Settings = new Settings(this, config, setup);
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})", Settings.LogFormatter);
        var schedulerType = Type.GetType(Settings.SchedulerClass, throwOnError: true)!;
        Scheduler = (IScheduler)Activator.CreateInstance(schedulerType, Settings.Config, Log)!;
        Dispatchers = new Dispatchers(new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings));
        _provider = new LocalActorRefProvider(this);
        try
        {
            _defaultDispatcher = Dispatchers.DefaultGlobalDispatcher;
        }
        catch
        {
            StopScheduler();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Settings Settings { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override EventStream EventStream { get; }

    /// <inheritdoc/>
    public override IActorRef DeadLetters => _provider.DeadLetters;

    /// <inheritdoc/>
    public override Dispatchers Dispatchers { get; }

    /// <inheritdoc/>
    public override IScheduler Scheduler { get; }

    /// <inheritdoc/>
    public override ILoggingAdapter Log { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _provider;

    /// <inheritdoc/>
    public override IInternalActorRef Guardian => _provider.Guardian;

    /// <inheritdoc/>
    public override IInternalActorRef LookupRoot => _provider.RootGuardian;

    /// <inheritdoc/>
    public override IInternalActorRef SystemGuardian => _provider.SystemGuardian;

    /// <inheritdoc/>
    public override Task WhenTerminated => _callbacks.Done;

    /// <inheritdoc/>
    public override IActorRef ActorOf(Props props, string? name = null) => _provider.Guardian.Cell.AttachChild(props, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        _provider.SystemGuardian.Cell.AttachChild(props, name);

    /// <inheritdoc/>
    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(ActorPath actorPath) => SelectionFactory.From(actorPath, this);

    /// <inheritdoc/>
    public override ActorSelection ActorSelection(string actorPath) =>
        SelectionFactory.From(actorPath, this, _provider.RootGuardian);

    /// <inheritdoc/>
    public override void Stop(IActorRef actor)
    {
        var parent = actor.Path.Parent;
        if (parent == _provider.Guardian.Path)
        {
            _provider.Guardian.Tell(new StopChild(actor), ActorCell.GetCurrentSelfOrNoSender());
        }
        else if (parent == _provider.SystemGuardian.Path)
        {
            _provider.SystemGuardian.Tell(new StopChild(actor), ActorCell.GetCurrentSelfOrNoSender());
        }
        else
        {
            ((IInternalActorRef)actor).Stop();
        }
    }

    /// <inheritdoc/>
    public override void RegisterOnTermination(Action code) => _callbacks.Add(code);

    /// <inheritdoc/>
    public override Task Terminate() => Settings.CoordinatedShutdownRunByActorSystemTerminate
        ? CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance)
        : FinalTerminate();

    /// <inheritdoc/>
    public override void Abort() => FinalTerminate();

    /// <summary>The address of the system.</summary>
    public override string ToString() => _provider.RootPath.Address.ToString();

    internal override Task FinalTerminate()
    {
        Log.Debug("System shutdown initiated");
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null)
        {
            Stop(_deadLetterListener);
        }

        _provider.Guardian.Stop();
        return WhenTerminated;
    }

    internal void Start()
    {
        try
        {
            RegisterOnTermination(StopScheduler);
            _callbacks.RunAfter(_provider.TerminationTask, Log);
            _provider.Init();
            if (Settings.LogDeadLetters > 0)
            {
                _deadLetterListener = SystemActorOf<DeadLetterListener>("deadLetterListener");
            }

            EventStream.StartUnsubscriber(this);
            if (Settings.LogConfigOnStart)
            {
                Log.Info("{0}", Settings);
            }
        }
        catch
        {
            _provider.Guardian?.Stop();
            StopScheduler();
            throw;
        }
    }

    internal MessageDispatcher DispatcherOf(Props props) =>
        ReferenceEquals(props.Dispatcher, Dispatchers.DefaultDispatcherId)
        && _defaultDispatcher.Configurator is ThreadPoolDispatcherConfigurator
            ? _defaultDispatcher
            : Dispatchers.Lookup(props.Dispatcher);

    /// <summary>There is one kind of mailbox; this makes sure that the one asked for is no other.</summary>
    internal void CheckMailbox(string id)
    {
        if (id.Length == 0)
        {
            return;
        }

        var error = _mailboxes.GetOrAdd(id, name =>
        {
            var type = Settings.Config.GetString($"{name}.mailbox-type");
            return type is null ? $"Mailbox Type [{name}] not configured"
                : Mailboxes.Contains(type.Split(',')[0].Trim()) ? null
                : $"{name}.mailbox-type = \"{type}\" is not supported: it must be {string.Join(" or ", Mailboxes)}";
        });
        if (error is not null)
        {
            throw new ConfigurationException(error);
        }
    }

    private static bool IsWellFormed(string name) =>
        name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private void StopScheduler() => (Scheduler as IDisposable)?.Dispose();
}
