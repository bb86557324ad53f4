namespace Akka.Configuration.Hocon;

/// <summary>One part of a value. A value has several parts where the text writes them side by side.</summary>
internal abstract record HoconElement;

/// <summary>Text, or the spaces between two parts.</summary>
internal sealed record HoconLiteral(string Text) : HoconElement;

/// <summary>A list in brackets.</summary>
internal sealed record HoconArray(IReadOnlyList<HoconValue> Items) : HoconElement;

/// <summary>An object in braces; parts side by side are merged into one.</summary>
internal sealed record HoconObjectElement(HoconObject Object) : HoconElement;

/// <summary>A reference to another path of the same text.</summary>
internal sealed record HoconSubstitution(string Path, HoconPosition Position) : HoconElement
{
    /// <summary>What the path names; set once the whole text is read, so that the last assignment wins.</summary>
    public HoconValue? Target { get; set; }
}
