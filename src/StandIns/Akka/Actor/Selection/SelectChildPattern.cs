namespace Akka.Actor;

/// <summary>The children whose names fit a pattern.</summary>
public class SelectChildPattern : SelectionPathElement
{
    /// <summary>The step to children.</summary>
    public SelectChildPattern(string patternStr)
    {
        PatternStr = patternStr;
    }

    /// <summary>The pattern: <c>*</c> is any text, <c>?</c> any character.</summary>
    public string PatternStr { get; }

    /// <inheritdoc/>
    public override string ToString() => PatternStr;

    internal bool Fits(string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(PatternStr, name, ignoreCase: false);
}
