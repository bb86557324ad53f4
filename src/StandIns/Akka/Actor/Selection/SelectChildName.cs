namespace Akka.Actor;

/// <summary>The child of a name.</summary>
public class SelectChildName : SelectionPathElement
{
    /// <summary>The step to a child.</summary>
    public SelectChildName(string name)
    {
        Name = name;
    }

    /// <summary>The name; <c>name#uid</c> means one particular actor.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
