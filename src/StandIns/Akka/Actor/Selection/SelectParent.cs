namespace Akka.Actor;

/// <summary>The parent.</summary>
public class SelectParent : SelectionPathElement
{
    /// <summary>The step; all are equal.</summary>
    public static readonly SelectParent Instance = new();

    private SelectParent()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "..";
}
