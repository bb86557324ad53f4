namespace Agent.Kubernetes.Api;

/// <summary>One event of a watch.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Object">UTF-8 JSON of the object, or of the <c>Status</c> of an error.</param>
public sealed record WatchFrame(WatchEventKind Kind, ReadOnlyMemory<byte> Object)
{
    /// <summary>Names the kind only: objects may be secrets.</summary>
    public override string ToString() => Kind.ToString();
}
