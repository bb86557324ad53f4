namespace Akka.Dispatch.SysMsg;

/// <summary>
/// A system message that can be queued. It is a link of the queue itself, so no two actors may be sent the same object.
/// </summary>
public abstract class SystemMessage : ISystemMessage
{
    internal SystemMessage? Next { get; set; }
}
