using System.Globalization;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes;

/// <summary>A number or a text, for example a port given by number or by name.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly struct IntOrString : IEquatable<IntOrString>
{
    private readonly string? _text;
    private readonly int _number;

    /// <summary>A number.</summary>
    public IntOrString(int number) => _number = number;

    /// <summary>A text, kept as it is even when it looks like a number.</summary>
    public IntOrString(string text) => _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>Whether this is a text.</summary>
    public bool IsString => _text is not null;

    /// <summary>The text, or null when this is a number.</summary>
    public string? StringValue => _text;

    /// <summary>The number, or null when this is a text.</summary>
    public int? IntValue => _text is null ? _number : null;

    /// <summary>A number.</summary>
    public static implicit operator IntOrString(int number) => new(number);

    /// <summary>A text.</summary>
    public static implicit operator IntOrString(string text) => new(text);

    /// <summary>Equality of kind and content: 80 is not "80".</summary>
    public static bool operator ==(IntOrString left, IntOrString right) => left.Equals(right);

    /// <summary>Inequality of kind or content.</summary>
    public static bool operator !=(IntOrString left, IntOrString right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(IntOrString other) => _text == other._text && _number == other._number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IntOrString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? _number : _text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);
}
