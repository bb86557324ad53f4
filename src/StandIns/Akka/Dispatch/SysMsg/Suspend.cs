namespace Akka.Dispatch.SysMsg;

/// <summary>Keeps its receiver and its children from processing messages.</summary>
internal sealed class Suspend : SystemMessage
{
    public override string ToString() => "<Suspend>";
}
