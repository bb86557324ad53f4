using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger that is no actor: it writes on the thread that logs.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    /// <inheritdoc/>
    public sealed override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/StandardOutLogger");

    /// <summary>A logger belongs to no actor system.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override IActorRefProvider Provider => throw new NotSupportedException("This logger does not provide.");

    /// <summary>Writes an entry.</summary>
    protected abstract void Log(object message);

    /// <inheritdoc/>
    protected sealed override void TellInternal(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        Log(message);
    }
}
