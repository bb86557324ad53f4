using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The reference to an actor of this process.</summary>
public class LocalActorRef : InternalActorRefBase
{
    internal LocalActorRef(
        ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor, ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, dispatcher, supervisor);
    }

    /// <inheritdoc/>
    public sealed override ActorPath Path { get; }

    /// <summary>The inside of the actor.</summary>
    public ActorCell Cell { get; }

    /// <inheritdoc/>
    public override IInternalActorRef Parent => Cell.Parent;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => Cell.SystemImpl.Provider;

    /// <inheritdoc/>
    public override bool IsTerminated => Cell.IsTerminated;

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <summary>The child of that name; <see cref="Nobody"/> if there is none.</summary>
    public virtual IInternalActorRef GetSingleChild(string name) => Cell.GetSingleChild(name);

    /// <inheritdoc/>
    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var i = 0; i < name.Count; i++)
        {
            if (current is not LocalActorRef local)
            {
                return current.GetChild([.. name.Skip(i)]);
            }

            current = name[i] switch
            {
                ".." => local.Parent,
                "" => local,
                var child => local.GetSingleChild(child),
            };
        }

        return current;
    }

    /// <inheritdoc/>
    public override void Start() => Cell.Start();

    /// <inheritdoc/>
    public override void Stop() => Cell.SendSystemMessage(new Terminate());

    /// <inheritdoc/>
    public override void Suspend() => Cell.SendSystemMessage(new Suspend());

    /// <inheritdoc/>
    public override void Resume(Exception? causedByFailure = null) => Cell.SendSystemMessage(new Resume(causedByFailure));

    /// <inheritdoc/>
    public override void Restart(Exception? cause) => Cell.SendSystemMessage(new Recreate(cause));

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message) => Cell.SendSystemMessage((SystemMessage)message);

    /// <inheritdoc/>
    protected sealed override void TellInternal(object message, IActorRef? sender) => Cell.SendMessage(message, sender);
}
