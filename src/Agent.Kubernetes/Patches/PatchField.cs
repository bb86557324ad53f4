namespace Agent.Kubernetes.Patches;

/// <summary>What the field table says about a value: how a strategic merge patch treats it and what it is made of.</summary>
internal sealed class PatchField
{
    /// <summary>A value that the table does not know; it is replaced as a whole.</summary>
    public static readonly PatchField Unknown = new(ApiShape.One, "raw");

    private readonly ApiShape _shape;
    private readonly string _element;

    private PatchField(ApiShape shape, string element) => (_shape, _element) = (shape, element);

    private PatchField(ApiField field)
        : this(field.Shape, field.Element)
    {
        Merges = field.Merges;
        Replaces = field.Replaces;
        RetainsKeys = field.RetainsKeys;
        MergeKey = field.PatchMergeKey;
    }

    /// <summary>Whether a list is merged entry by entry.</summary>
    public bool Merges { get; }

    /// <summary>Whether an object is replaced as a whole, though its fields are known.</summary>
    public bool Replaces { get; }

    /// <summary>Whether a patch lists the fields to keep, because the object holds one of several alternatives.</summary>
    public bool RetainsKeys { get; }

    /// <summary>The field that tells a merged list's entries apart; null when the entries are scalars.</summary>
    public string? MergeKey { get; }

    /// <summary>Whether this is a list.</summary>
    public bool IsList => _shape == ApiShape.List;

    /// <summary>Whether this is a map of which each key is a value of its own.</summary>
    public bool IsMap => _shape == ApiShape.Map;

    /// <summary>Whether this is an object with known fields.</summary>
    public bool IsObject => _shape == ApiShape.One && _element.Contains('.', StringComparison.Ordinal);

    /// <summary>An object of a type of the field table.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static PatchField Of(ApiType type) => new(ApiShape.One, type.Name);

    /// <summary>What the field of this object, or the key of this map, holds.</summary>
    public PatchField Child(string name)
    {
        if (IsMap)
        {
            return OfElement();
        }

        return IsObject && ApiType.Get(_element).Fields.TryGetValue(name, out var field) ? new PatchField(field) : Unknown;
    }

    /// <summary>What an entry of this list is.</summary>
    public PatchField Entry() => IsList ? OfElement() : Unknown;

    private PatchField OfElement() => _element.EndsWith("[]", StringComparison.Ordinal)
        ? new PatchField(ApiShape.List, _element[..^2])
        : new PatchField(ApiShape.One, _element);
}
