using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes;

/// <summary>
/// An exact amount of a resource. Parsed values lie within ±(2^63 − 1) and are kept to 1e-9; what is larger is capped and what
/// is finer is rounded away from zero, as Kubernetes does. Equality and order are of the amount, whatever its format.
/// </summary>
[JsonConverter(typeof(QuantityConverter))]
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal const long NanosPerUnit = 1_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    private readonly Int128 _nanos;

    internal Quantity(Int128 nanos, QuantityFormat format)
    {
        _nanos = nanos;
        Format = format;
    }

    /// <summary>No amount.</summary>
    public static Quantity Zero => default;

    /// <summary>How the quantity is written.</summary>
    public QuantityFormat Format { get; }

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => _nanos == 0;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Int128.Sign(_nanos);

    internal Int128 Nanos => _nanos;

    /// <summary>A whole amount.</summary>
    public static Quantity FromInt64(long value, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)value * NanosPerUnit, format);

    /// <summary>An amount in thousandths.</summary>
    public static Quantity FromMilli(long value, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)value * NanosPerMilli, format);

    /// <summary>Reads a quantity such as 100m, 1.5Gi or 12e6.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static Quantity Parse(string text) => TryParse(text, out var quantity)
        ? quantity
        : throw new FormatException(
            $"'{text}' is not a quantity: a decimal number is allowed, and after it one of "
            + "n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei and e<number>");

    /// <summary>Reads a quantity; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Quantity quantity) =>
        QuantityParser.TryParse(text, out quantity);

    /// <summary>The amount in whole units, rounded away from zero; what does not fit is capped.</summary>
    public long Value() => Scaled(NanosPerUnit);

    /// <summary>The amount in thousandths, rounded away from zero; what does not fit is capped.</summary>
    public long MilliValue() => Scaled(NanosPerMilli);

    /// <summary>The amount as a floating-point number, for ratios and metrics only.</summary>
    public double ToDouble() => (double)_nanos / NanosPerUnit;

    /// <summary>The amount rounded away from zero to thousandths.</summary>
    public Quantity RoundUpToMilli()
    {
        var (milli, rest) = Int128.DivRem(_nanos, NanosPerMilli);
        return rest == 0 ? this : new((milli + Int128.Sign(_nanos)) * NanosPerMilli, Format);
    }

    /// <summary>The same amount, written in another format.</summary>
    public Quantity WithFormat(QuantityFormat format) => new(_nanos, format);

    /// <summary>The larger of two; the first when they are equal.</summary>
    public static Quantity Max(Quantity left, Quantity right) => right > left ? right : left;

    /// <inheritdoc/>
    public bool Equals(Quantity other) => _nanos == other._nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _nanos.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => _nanos.CompareTo(other._nanos);

    /// <summary>The canonical form: no fraction, the largest suffix that leaves a whole number.</summary>
    public override string ToString() => QuantityFormatter.Format(this);

    /// <summary>The sum, in the first one's format unless the first is zero.</summary>
    public static Quantity operator +(Quantity left, Quantity right) =>
        new(left._nanos + right._nanos, left.IsZero ? right.Format : left.Format);

    /// <summary>The difference, in the first one's format unless the first is zero.</summary>
    public static Quantity operator -(Quantity left, Quantity right) =>
        new(left._nanos - right._nanos, left.IsZero ? right.Format : left.Format);

    /// <summary>The amount with the other sign.</summary>
    public static Quantity operator -(Quantity value) => new(-value._nanos, value.Format);

    /// <summary>Equality of the amounts.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Inequality of the amounts.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Order of the amounts.</summary>
    public static bool operator <(Quantity left, Quantity right) => left._nanos < right._nanos;

    /// <summary>Order of the amounts.</summary>
    public static bool operator >(Quantity left, Quantity right) => left._nanos > right._nanos;

    /// <summary>Order of the amounts.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left._nanos <= right._nanos;

    /// <summary>Order of the amounts.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left._nanos >= right._nanos;

    private long Scaled(long nanosPerStep)
    {
        var (whole, rest) = Int128.DivRem(_nanos, nanosPerStep);
        if (rest != 0)
        {
            whole += Int128.Sign(_nanos);
        }

        return (long)Int128.Clamp(whole, long.MinValue, long.MaxValue);
    }
}
