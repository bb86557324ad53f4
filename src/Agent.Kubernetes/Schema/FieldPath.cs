using System.Globalization;

namespace Agent.Kubernetes;

/// <summary>
/// The way from an object to a field, as in <c>spec.containers[0].name</c>; written only when something must be said.
/// </summary>
internal sealed record FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _step;

    private FieldPath(FieldPath? parent, string step)
    {
        _parent = parent;
        _step = step;
    }

    /// <summary>The object itself.</summary>
    public static FieldPath Root { get; } = new(null, "");

    /// <summary>A field.</summary>
    public FieldPath this[string field] => new(this, _parent is null ? field : "." + field);

    /// <summary>An entry of a list.</summary>
    public FieldPath this[int index] => new(this, $"[{index.ToString(CultureInfo.InvariantCulture)}]");

    /// <summary>An entry of a map.</summary>
    public FieldPath Key(string key) => new(this, $"[{key}]");

    /// <inheritdoc/>
    public override string ToString() => _parent is null ? _step : _parent + _step;
}
