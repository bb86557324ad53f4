using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Kubernetes.Tests.Models;

/// <summary>What holds for every quantity, checked against arithmetic on whole nano-units.</summary>
public sealed class QuantityProperties
{
    private static readonly (string Suffix, int Power10, int Power2)[] Suffixes =
    [
        ("n", -9, 0), ("u", -6, 0), ("m", -3, 0), ("", 0, 0), ("k", 3, 0), ("M", 6, 0), ("G", 9, 0),
        ("Ki", 0, 10), ("Mi", 0, 20), ("Gi", 0, 30), ("e3", 3, 0), ("e-2", -2, 0), ("E+4", 4, 0),
    ];

    private static readonly Arbitrary<(int Whole, int Decimals, int Fraction, int Suffix)> Written =
        (from whole in Gen.Choose(-1_000_000, 1_000_000)
         from decimals in Gen.Choose(0, 6)
         from fraction in Gen.Choose(0, 999_999)
         from suffix in Gen.Choose(0, Suffixes.Length - 1)
         select (whole, decimals, fraction, suffix)).ToArbitrary();

    private static readonly Arbitrary<long> Nanos = Gen.OneOf(
        Gen.Choose(-2_000_000_000, 2_000_000_000).Select(i => (long)i),
        Gen.Choose(int.MinValue, int.MaxValue).Select(i => i * 4_294_967_291L)).ToArbitrary();

    private static readonly Arbitrary<QuantityFormat> Formats = Gen.Elements(Enum.GetValues<QuantityFormat>()).ToArbitrary();

    [Fact]
    public void Parse_AnyWrittenForm_IsTheAmountRoundedAwayFromZeroToNano() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Written, w =>
        {
            var suffix = Suffixes[w.Suffix];
            var fraction = w.Fraction % (int)BigInteger.Pow(10, w.Decimals);
            var text = w.Decimals == 0
                ? $"{w.Whole}{suffix.Suffix}"
                : $"{w.Whole}.{fraction.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(w.Decimals, '0')}{suffix.Suffix}";
            var digits = (BigInteger.Abs(w.Whole) * BigInteger.Pow(10, w.Decimals)) + fraction;
            var numerator = (digits << suffix.Power2) * BigInteger.Pow(10, 9 + 20 + suffix.Power10);
            var expected = (numerator + BigInteger.Pow(10, 20 + w.Decimals) - 1) / BigInteger.Pow(10, 20 + w.Decimals);

            return (BigInteger)Quantity.Parse(text).Nanos == (w.Whole < 0 ? -expected : expected);
        }));

    [Fact]
    public void ToString_AnyQuantity_ParsesBackToItAndIsStable() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Nanos, Formats, (nanos, format) =>
        {
            var text = new Quantity(nanos, format).ToString();
            var back = Quantity.Parse(text);
            return back.Nanos == nanos && back.ToString() == text;
        }));

    [Fact]
    public void Compare_AnyTwo_AgreesWithTheirDifference() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Nanos, Nanos, (a, b) =>
        {
            var (left, right) = (new Quantity(a, QuantityFormat.DecimalSI), new Quantity(b, QuantityFormat.BinarySI));
            return (left - right).Sign == left.CompareTo(right)
                && left + right == right + left
                && (left + right) - right == left
                && (left == right) == (left.GetHashCode() == right.GetHashCode() && a == b);
        }));

    [Fact]
    public void Value_Any_IsTheSmallestWholeAmountThatCovers() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Nanos, nanos =>
        {
            var quantity = new Quantity(Math.Abs(nanos), QuantityFormat.DecimalSI);
            return Quantity.FromInt64(quantity.Value()) >= quantity && Quantity.FromInt64(quantity.Value() - 1) < quantity
                && Quantity.FromMilli(quantity.MilliValue()) >= quantity && Quantity.FromMilli(quantity.MilliValue() - 1) < quantity;
        }));
}
