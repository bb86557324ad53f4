namespace Akka.Actor.Handlers;

/// <summary>How one declared handler is tried. Shared by all actors; the handler itself is passed in.</summary>
internal abstract class HandlerKind
{
    /// <summary>Whether no handler can come after one of this kind.</summary>
    public virtual bool TakesAny => false;

    /// <summary>Has the handler process the message, if it takes it.</summary>
    public abstract bool TryHandle(object handler, object message);
}
