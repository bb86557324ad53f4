namespace Agent.Kubernetes.Selectors;

/// <summary>One condition on one field.</summary>
/// <param name="Field">The field, as <c>spec.nodeName</c>.</param>
/// <param name="Equal">Whether the field must have the value, or must not.</param>
/// <param name="Value">The value.</param>
public sealed record FieldRequirement(string Field, bool Equal, string Value)
{
    /// <summary>As in a selector's text.</summary>
    public override string ToString() => $"{Field}{(Equal ? "=" : "!=")}{Escaped()}";

    private string Escaped() => Value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("=", "\\=", StringComparison.Ordinal);
}
