namespace Akka.Dispatch.SysMsg;

/// <summary>Marks a queue that is closed for good.</summary>
internal sealed class NoMessage : SystemMessage
{
    public static readonly NoMessage Closed = new();
}
