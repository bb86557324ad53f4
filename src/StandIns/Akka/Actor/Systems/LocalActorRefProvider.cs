using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Sets up the guardians of an actor system, and finds its references.</summary>
internal sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly ActorSystemImpl _system;
    private readonly DeadLetterActorRef _deadLetters;
    private readonly TempContainerRef _temp;
    private readonly RootGuardianSupervisor _supervisor;
    private readonly ILoggingAdapter _log;
    private RootGuardianActorRef? _root;
    private LocalActorRef? _guardian;
    private LocalActorRef? _systemGuardian;

    public LocalActorRefProvider(ActorSystemImpl system)
    {
        _system = system;
        RootPath = new RootActorPath(new Address("akka", system.Name));
        _log = Logging.GetLogger(system.EventStream, $"LocalActorRefProvider({RootPath.Address})");
        _deadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", system.EventStream);
        _temp = new TempContainerRef(this, RootPath / "temp");
        _supervisor = new RootGuardianSupervisor(RootPath, this, _log);
    }

    public IInternalActorRef RootGuardian => _root!;

    public LocalActorRef Guardian => _guardian!;

    public LocalActorRef SystemGuardian => _systemGuardian!;

    public IActorRef DeadLetters => _deadLetters;

    public ActorPath RootPath { get; }

    public Settings Settings => _system.Settings;

    public Address DefaultAddress => RootPath.Address;

    public IInternalActorRef TempContainer => _temp;

    public Task TerminationTask => _supervisor.Terminated;

    /// <summary>Creates the guardians.</summary>
    public void Init()
    {
        var dispatcher = _system.Dispatchers.InternalDispatcher;
        var rootStrategy = new OneForOneStrategy(e =>
        {
            _log.Error(e, "Guardian failed. Shutting down system");
            return Directive.Stop;
        });
        var guardianStrategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        _root = new RootGuardianActorRef(
            _system, Props.Create<GuardianActor>(rootStrategy), dispatcher, _supervisor, RootPath, _deadLetters, _temp);
        _guardian = AddGuardian(Props.Create<GuardianActor>(guardianStrategy), "user");
        _systemGuardian = AddGuardian(
            Props.Create<SystemGuardianActor>(_guardian).WithSupervisorStrategy(SupervisorStrategy.DefaultStrategy), "system");
        _root.Start();

        // The end of the user guardian ends the system guardian, and that the root.
        _systemGuardian.SendSystemMessage(new Watch(_guardian, _systemGuardian));
        _root.SendSystemMessage(new Watch(_systemGuardian, _root));
        _system.EventStream.StartDefaultLoggers(_system);
    }

    public ActorPath TempPath() => _temp.NextPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _temp.Add(path, actorRef);

    public void UnregisterTempActor(ActorPath path) => _temp.Remove(path);

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var actorPath) ? ResolveActorRef(actorPath) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Address != RootPath.Address || actorPath.Depth == 0)
        {
            _log.Debug("Resolve of path [{0}] failed", actorPath);
            return DeadLetters;
        }

        var found = _root!.GetChild(actorPath.Elements);
        return found.IsNobody() || (actorPath.Uid != ActorCell.UndefinedUid && actorPath.Uid != found.Path.Uid)
            ? new EmptyLocalActorRef(this, actorPath, _system.EventStream)
            : found;
    }

    private LocalActorRef AddGuardian(Props props, string name)
    {
        var guardian = new LocalActorRef(_system, props, _system.Dispatchers.InternalDispatcher, _root!, RootPath / name);
        _root!.Cell.InitChild(guardian);
        guardian.Start();
        return guardian;
    }
}
