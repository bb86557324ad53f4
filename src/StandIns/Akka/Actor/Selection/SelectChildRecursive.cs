namespace Akka.Actor;

/// <summary>All descendants.</summary>
public class SelectChildRecursive : SelectionPathElement
{
    /// <summary>The step; all are equal.</summary>
    public static readonly SelectChildRecursive Instance = new();

    private SelectChildRecursive()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "**";
}
