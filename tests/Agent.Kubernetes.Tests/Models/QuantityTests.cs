namespace Agent.Kubernetes.Tests.Models;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0Ki", "0")]
    [InlineData("1", "1")]
    [InlineData("+1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("007", "7")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5")]
    [InlineData("1.5", "1500m")]
    [InlineData("-1.5", "-1500m")]
    [InlineData("100m", "100m")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("2000", "2k")]
    [InlineData("1500", "1500")]
    [InlineData("100000", "100k")]
    [InlineData("123456", "123456")]
    [InlineData("1M", "1M")]
    [InlineData("1000k", "1M")]
    [InlineData("1E", "1E")]
    [InlineData("1n", "1n")]
    [InlineData("0.1n", "1n")]
    [InlineData("-0.1n", "-1n")]
    [InlineData("1.0000000001", "1000000001n")]
    [InlineData("1u", "1u")]
    [InlineData("0.0001", "100u")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("1024", "1024")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1000Ki", "1000Ki")]
    [InlineData("1.1Ki", "1126400m")]
    [InlineData("0.0001Ki", "102400u")]
    [InlineData("1Ei", "1Ei")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("1.5e3", "1500")]
    [InlineData("12e6", "12e6")]
    [InlineData("1e2", "100")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1e-1", "100e-3")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775807")]
    [InlineData("100E", "9223372036854775807")]
    [InlineData("8Ei", "9223372036854775807")]
    [InlineData("1e99999999999", "9223372036854775807")]
    [InlineData("1e-99999999999", "1e-9")]
    [InlineData("0e99999999999", "0")]
    public void ToString_OfParsed_IsCanonical(string text, string canonical) =>
        Assert.Equal(canonical, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("m")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1mm")]
    [InlineData("1K")]
    [InlineData("1g")]
    [InlineData("1mi")]
    [InlineData("1ki")]
    [InlineData("1GiB")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1e 1")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData("٣")]
    [InlineData("0x10")]
    [InlineData(null)]
    public void TryParse_OtherText_IsRefused(string? text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void TryParse_TextOfManyDigits_IsRefused() => Assert.False(Quantity.TryParse(new string('1', 100_000), out _));

    [Fact]
    public void Parse_OtherText_SaysWhatIsAllowed() =>
        Assert.StartsWith("'1GB' is not a quantity: ", Assert.Throws<FormatException>(() => Quantity.Parse("1GB")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1", 1, 1000)]
    [InlineData("1m", 1, 1)]
    [InlineData("1u", 1, 1)]
    [InlineData("1500m", 2, 1500)]
    [InlineData("-1500m", -2, -1500)]
    [InlineData("0.0001", 1, 1)]
    [InlineData("1Ki", 1024, 1_024_000)]
    [InlineData("1Ei", 1L << 60, long.MaxValue)]
    [InlineData("-1Ei", -(1L << 60), long.MinValue)]
    public void Value_OfFraction_RoundsAwayFromZero(string text, long value, long milli)
    {
        Assert.Equal(value, Quantity.Parse(text).Value());
        Assert.Equal(milli, Quantity.Parse(text).MilliValue());
    }

    [Theory]
    [InlineData("1Gi", "1G", "2073741824")]
    [InlineData("1Gi", "512Mi", "1536Mi")]
    [InlineData("1G", "1Gi", "2073741824")]
    [InlineData("0", "1Gi", "1Gi")]
    [InlineData("100m", "900m", "1")]
    [InlineData("1", "-1", "0")]
    public void Add_FormatsDiffer_KeepsTheFirstUnlessZero(string left, string right, string sum) =>
        Assert.Equal(sum, (Quantity.Parse(left) + Quantity.Parse(right)).ToString());

    [Theory]
    [InlineData("1Gi", "1024Mi", 0)]
    [InlineData("1", "1000m", 0)]
    [InlineData("1", "1e0", 0)]
    [InlineData("1G", "1Gi", -1)]
    [InlineData("-1", "1n", -1)]
    [InlineData("2", "1999m", 1)]
    public void CompareTo_OtherFormat_ComparesAmounts(string left, string right, int order)
    {
        Assert.Equal(order, Math.Sign(Quantity.Parse(left).CompareTo(Quantity.Parse(right))));
        Assert.Equal(order == 0, Quantity.Parse(left) == Quantity.Parse(right));
    }

    [Theory]
    [InlineData("\"1Gi\"", "1Gi")]
    [InlineData("2", "2")]
    [InlineData("0.5", "500m")]
    [InlineData("1e3", "1e3")]
    public void Json_TextOrNumber_IsReadAndWrittenAsCanonicalText(string json, string canonical)
    {
        var requirements = KubernetesJson.Deserialize<V1ResourceRequirements>("{\"limits\":{\"x\":" + json + "}}");

        Assert.Equal("{\"limits\":{\"x\":\"" + canonical + "\"}}", KubernetesJson.Serialize(requirements));
    }
}
