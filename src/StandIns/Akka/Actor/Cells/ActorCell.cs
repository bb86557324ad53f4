using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// The inside of an actor reference: it holds the instance, its mailbox, its children and its supervision. It stays the same
/// over restarts. All but sending runs on the one thread that runs the mailbox.
/// </summary>
public sealed partial class ActorCell : IUntypedActorContext
{
    /// <summary>The uid of a path that means no particular actor.</summary>
    public const int UndefinedUid = 0;

    private readonly ActorSystemImpl _system;
    private readonly LocalActorRef _self;
    private readonly IInternalActorRef _parent;
    private Props _props;
    private ActorBase? _actor;
    private Receive? _behavior;
    private IActorRef? _sender;
    private ChildRegistry? _children;
    private CellExtras? _extras;
    private bool _needsCreate = true;

    internal ActorCell(
        ActorSystemImpl system, LocalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    {
        _system = system;
        _self = self;
        _props = props;
        _parent = parent;
        Dispatcher = dispatcher;
        Mailbox = new Mailbox(this);
    }

    /// <inheritdoc/>
    public IActorRef Self => _self;

    /// <inheritdoc/>
    public Props Props => _props;

    /// <inheritdoc/>
    public IActorRef Sender => _sender ?? _system.DeadLetters;

    /// <summary>The message being processed, or the last one if the actor failed on it.</summary>
    public object? CurrentMessage { get; internal set; }

    /// <summary>Counts the messages processed; wraps around.</summary>
    public int CurrentEnvelopeId { get; private set; }

    /// <inheritdoc/>
    public ActorSystem System => _system;

    /// <summary>The actor system.</summary>
    public ActorSystemImpl SystemImpl => _system;

    /// <summary>The parent, which is the actor's supervisor.</summary>
    public IInternalActorRef Parent => _parent;

    IActorRef IActorContext.Parent => _parent;

    /// <inheritdoc/>
    public MessageDispatcher Dispatcher { get; }

    /// <summary>The mailbox.</summary>
    public Mailbox Mailbox { get; }

    /// <summary>Whether the actor has terminated.</summary>
    public bool IsTerminated => Mailbox.IsClosed;

    internal bool ActorHasBeenCleared { get; private set; }

    internal ActorBase? Actor => _actor;

    internal Type ActorType => _actor?.GetType() ?? GetType();

    private CellExtras Extras => _extras ??= new CellExtras();

    /// <summary>The actor whose code this is; null outside of actors.</summary>
    public static IActorRef? GetCurrentSelfOrNoSender() => InternalCurrentActorCellKeeper.Current?._self;

    /// <summary>The sender of the message that is being processed; null outside of actors.</summary>
    public static IActorRef? GetCurrentSenderOrNoSender() => InternalCurrentActorCellKeeper.Current?.Sender;

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string path) => SelectionFactory.From(path, _system, _self);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath path) => SelectionFactory.From(path, _system);
}
