using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>What most actors never need, so that a cell without it stays small.</summary>
internal sealed class CellExtras
{
    /// <summary>Behaviors below the current one; the first is not among them.</summary>
    public Stack<Receive>? Behaviors { get; set; }

    /// <summary>Whom the actor watches, with the message to be told by, if not <see cref="Terminated"/>.</summary>
    public Dictionary<IActorRef, object?>? Watching { get; set; }

    /// <summary>Whose <see cref="Terminated"/> is in the mailbox.</summary>
    public Dictionary<IActorRef, object?>? TerminatedQueued { get; set; }

    /// <summary>Who watches the actor.</summary>
    public HashSet<IActorRef>? WatchedBy { get; set; }

    /// <summary>Set while the actor has failed and its supervisor has not decided: itself, or the child it failed over.</summary>
    public IActorRef? Perpetrator { get; set; }

    /// <summary>System messages that have to wait for the actor's state to change.</summary>
    public List<SystemMessage>? StashedSystemMessages { get; set; }

    public TimeSpan? ReceiveTimeout { get; set; }

    public ICancelable? PendingReceiveTimeout { get; set; }
}
