namespace Agent.Kubernetes.Generator;

/// <summary>The kind of a field: one value, a list of them, or a map from string to them.</summary>
/// <param name="Shape">One, list or map.</param>
/// <param name="Element">The scalar or type of the value, of an entry, or of a map's value.</param>
internal sealed record FieldKind(FieldShape Shape, string Element)
{
    private const string MapPrefix = "map<string,";

    /// <summary>Reads <c>X</c>, <c>X[]</c> or <c>map&lt;string,X&gt;</c>, where X may itself be a list.</summary>
    public static FieldKind Parse(string text)
    {
        if (text.StartsWith(MapPrefix, StringComparison.Ordinal) && text.EndsWith('>'))
        {
            return new FieldKind(FieldShape.Map, text[MapPrefix.Length..^1]);
        }

        return text.EndsWith("[]", StringComparison.Ordinal)
            ? new FieldKind(FieldShape.List, text[..^2])
            : new FieldKind(FieldShape.One, text);
    }

    /// <summary>The type that must be generated for the field, or null when it is made of scalars.</summary>
    public string? ReferencedType
    {
        get
        {
            var element = Element.EndsWith("[]", StringComparison.Ordinal) ? Element[..^2] : Element;
            return element.Contains('.', StringComparison.Ordinal) ? element : null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Shape switch
    {
        FieldShape.List => Element + "[]",
        FieldShape.Map => MapPrefix + Element + ">",
        _ => Element,
    };
}
