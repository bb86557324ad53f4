using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Tells a parent that a child has failed.</summary>
internal sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    /// <summary>The child's uid when it failed: another child may have its name by now.</summary>
    public long Uid { get; } = uid;

    public override string ToString() => $"<Failed>: {Child} (uid={Uid}): {Cause.Message}";
}
