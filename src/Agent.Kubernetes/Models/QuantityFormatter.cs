using System.Globalization;

namespace Agent.Kubernetes;

/// <summary>Writes the canonical form of a <see cref="Quantity"/>.</summary>
internal static class QuantityFormatter
{
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    internal static string Format(Quantity quantity)
    {
        if (quantity.IsZero)
        {
            return "0";
        }

        // Below 1024 and for fractions a binary suffix would round, so those are written as decimals.
        var (units, fraction) = Int128.DivRem(quantity.Nanos, Quantity.NanosPerUnit);
        if (quantity.Format == QuantityFormat.BinarySI && fraction == 0 && Int128.Abs(units) >= 1024)
        {
            var (number, step) = Reduce(units, 1024, BinarySuffixes.Length - 1);
            return number.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[step];
        }

        var (amount, thousands) = Reduce(quantity.Nanos, 1000, DecimalSuffixes.Length - 1);
        var exponent = (thousands - 3) * 3;
        return quantity.Format == QuantityFormat.DecimalExponent && exponent != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{amount}e{exponent}")
            : amount.ToString(CultureInfo.InvariantCulture) + DecimalSuffixes[thousands];
    }

    private static (Int128 Number, int Steps) Reduce(Int128 number, int by, int maxSteps)
    {
        var steps = 0;
        while (steps < maxSteps)
        {
            var (quotient, rest) = Int128.DivRem(number, by);
            if (rest != 0)
            {
                break;
            }

            number = quotient;
            steps++;
        }

        return (number, steps);
    }
}
