namespace Agent.Kubernetes.Validation;

/// <summary>A field of an object that the API would refuse.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Field">The field, as in <c>spec.containers[0].name</c>.</param>
/// <param name="Value">The value as a message shows it; empty when the kind does not show one.</param>
/// <param name="Detail">What is allowed; may be empty.</param>
public sealed record FieldError(FieldErrorKind Kind, string Field, string Value, string Detail)
{
    /// <summary>The error as the API server writes it, such as <c>spec.x: Invalid value: "y": why</c>.</summary>
    public override string ToString()
    {
        var text = Kind switch
        {
            FieldErrorKind.Required => $"{Field}: Required value",
            FieldErrorKind.Invalid => $"{Field}: Invalid value: {Value}",
            FieldErrorKind.NotSupported => $"{Field}: Unsupported value: {Value}",
            FieldErrorKind.Duplicate => $"{Field}: Duplicate value: {Value}",
            FieldErrorKind.NotFound => $"{Field}: Not found: {Value}",
            FieldErrorKind.Forbidden => $"{Field}: Forbidden",
            FieldErrorKind.TooLong => $"{Field}: Too long",
            FieldErrorKind.TooMany => $"{Field}: Too many: {Value}",
            _ => throw new InvalidOperationException($"no such kind of field error: {Kind}"),
        };
        return Detail.Length == 0 ? text : $"{text}: {Detail}";
    }
}
