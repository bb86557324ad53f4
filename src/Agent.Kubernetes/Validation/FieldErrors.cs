using System.Globalization;

namespace Agent.Kubernetes.Validation;

/// <summary>Collects what is wrong with an object, in the order it is found.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _all = [];

    public IReadOnlyList<FieldError> All => _all;

    public void Required(FieldPath path, string detail = "") => Add(FieldErrorKind.Required, path, "", detail);

    public void Invalid(FieldPath path, object? value, string detail) => Add(FieldErrorKind.Invalid, path, Show(value), detail);

    public void Duplicate(FieldPath path, object? value) => Add(FieldErrorKind.Duplicate, path, Show(value), "");

    public void NotFound(FieldPath path, string value) => Add(FieldErrorKind.NotFound, path, Show(value), "");

    public void Forbidden(FieldPath path, string detail) => Add(FieldErrorKind.Forbidden, path, "", detail);

    public void TooLong(FieldPath path, int max) => Add(FieldErrorKind.TooLong, path, "", $"may not be more than {max} bytes");

    public void TooMany(FieldPath path, int count, int max) =>
        Add(FieldErrorKind.TooMany, path, Show(count), $"must have at most {max} items");

    /// <summary>The value must follow a rule, which answers what is wrong, or null.</summary>
    public void Check(FieldPath path, string value, Func<string, string?> rule)
    {
        if (rule(value) is { } detail)
        {
            Invalid(path, value, detail);
        }
    }

    /// <summary>The value must be set and follow a rule.</summary>
    public void RequiredAndCheck(FieldPath path, string? value, Func<string, string?> rule)
    {
        if (NotEmpty(path, value))
        {
            Check(path, value!, rule);
        }
    }

    /// <summary>The value must be set; answers whether it is.</summary>
    public bool NotEmpty(FieldPath path, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            return true;
        }

        Required(path);
        return false;
    }

    /// <summary>The value must be set, and to one of those allowed.</summary>
    public void RequiredOneOf(FieldPath path, string? value, params ReadOnlySpan<string> allowed)
    {
        if (NotEmpty(path, value))
        {
            OneOf(path, value, allowed);
        }
    }

    /// <summary>When the value is set it must be one of those allowed.</summary>
    public void OneOf(FieldPath path, string? value, params ReadOnlySpan<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
        {
            var list = string.Join(", ", allowed.ToArray().Order(StringComparer.Ordinal).Select(a => $"\"{a}\""));
            Add(FieldErrorKind.NotSupported, path, Show(value), "supported values: " + list);
        }
    }

    public void InRange(FieldPath path, long? value, long min, long max)
    {
        if (value < min || value > max)
        {
            Invalid(path, value, string.Create(CultureInfo.InvariantCulture, $"must be between {min} and {max}, inclusive"));
        }
    }

    public void NotNegative(FieldPath path, long? value)
    {
        if (value < 0)
        {
            Invalid(path, value, "must be greater than or equal to 0");
        }
    }

    private void Add(FieldErrorKind kind, FieldPath path, string value, string detail) =>
        _all.Add(new FieldError(kind, path.ToString(), value, detail));

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"\"{value}\"",
    };
}
