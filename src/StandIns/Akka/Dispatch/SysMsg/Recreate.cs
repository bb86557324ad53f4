namespace Akka.Dispatch.SysMsg;

/// <summary>Replaces the instance of its receiver.</summary>
internal sealed class Recreate(Exception? cause) : SystemMessage
{
    public Exception? Cause { get; } = cause;

    public override string ToString() => $"<Recreate>{Cause?.Message}";
}
