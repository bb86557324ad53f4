using System.Globalization;
using System.Numerics;

namespace Agent.Kubernetes;

/// <summary>Reads a <see cref="Quantity"/>: sign, digits, point, digits, suffix.</summary>
internal static class QuantityParser
{
    /// <summary>
    /// Far more digits than 2^63 − 1 with nine decimals has; a longer text is refused instead of computed with.
    /// </summary>
    private const int MaxLength = 256;

    /// <summary>Powers of ten beyond this cap or vanish whatever the digits are.</summary>
    private const int MaxExponent = 1_000;

    private static readonly BigInteger MaxNanos = (BigInteger)long.MaxValue * Quantity.NanosPerUnit;

    internal static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        var at = text[0] is '+' or '-' ? 1 : 0;
        var whole = Digits(text, at);
        var fraction = at + whole < text.Length && text[at + whole] == '.' ? Digits(text, at + whole + 1) : -1;
        var decimals = Math.Max(fraction, 0);
        var end = at + whole + (fraction < 0 ? 0 : fraction + 1);
        if (whole + decimals == 0 || !TrySuffix(text.AsSpan(end), out var format, out var power10, out var power2))
        {
            return false;
        }

        var digits = BigInteger.Parse(
            string.Concat("0", text.AsSpan(at, whole), decimals == 0 ? default : text.AsSpan(at + whole + 1, decimals)),
            NumberStyles.None,
            CultureInfo.InvariantCulture);
        var nanos = Scale(digits << power2, power10 - decimals + 9);
        nanos = BigInteger.Min(nanos, MaxNanos);
        if (format == QuantityFormat.BinarySI && nanos < Quantity.NanosPerUnit)
        {
            format = QuantityFormat.DecimalSI;
        }

        quantity = new Quantity((Int128)(text[0] == '-' ? -nanos : nanos), format);
        return true;
    }

    private static int Digits(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }

    /// <summary>digits × 10^exponent, rounded up.</summary>
    private static BigInteger Scale(BigInteger digits, int exponent)
    {
        if (digits.IsZero || exponent >= 0)
        {
            return digits.IsZero ? digits : digits * BigInteger.Pow(10, Math.Min(exponent, MaxExponent));
        }

        var (quotient, rest) = BigInteger.DivRem(digits, BigInteger.Pow(10, Math.Min(-exponent, MaxExponent)));
        return rest.IsZero ? quotient : quotient + 1;
    }

    private static bool TrySuffix(ReadOnlySpan<char> suffix, out QuantityFormat format, out int power10, out int power2)
    {
        format = QuantityFormat.DecimalSI;
        power10 = 0;
        power2 = 0;
        if (suffix.Length == 2 && suffix[1] == 'i')
        {
            format = QuantityFormat.BinarySI;
            power2 = 10 * ("KMGTPE".IndexOf(suffix[0], StringComparison.Ordinal) + 1);
            return power2 > 0;
        }

        if (suffix.Length > 1)
        {
            format = QuantityFormat.DecimalExponent;
            return suffix[0] is 'e' or 'E' && TryExponent(suffix[1..], out power10);
        }

        int? power = suffix switch
        {
            "" => 0,
            "n" => -9,
            "u" => -6,
            "m" => -3,
            "k" => 3,
            "M" => 6,
            "G" => 9,
            "T" => 12,
            "P" => 15,
            "E" => 18,
            _ => null,
        };
        power10 = power ?? 0;
        return power is not null;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        exponent = (int)BigInteger.Min(BigInteger.Max(value, -MaxExponent), MaxExponent);
        return true;
    }
}
