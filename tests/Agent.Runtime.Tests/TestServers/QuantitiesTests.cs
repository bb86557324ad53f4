using Agent.Runtime.TestServers;

namespace Agent.Runtime.Tests.TestServers;

public class QuantitiesTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5000)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120000)]
    [InlineData("1h2m3s4ms", 3723004)]
    public void Duration_Text_IsMilliseconds(string text, double milliseconds) => Assert.Equal(milliseconds, Quantities.Duration(text).TotalMilliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5s1m")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    public void Duration_SomethingElse_Throws(string text) => Assert.Throws<FormatException>(() => Quantities.Duration(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("2Ki", 2048)]
    [InlineData("3Mi", 3 << 20)]
    [InlineData("1Gi", 1 << 30)]
    public void Bytes_Text_IsBytes(string text, long bytes) => Assert.Equal(bytes, Quantities.Bytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("Ki")]
    [InlineData("-1")]
    [InlineData("1.5Mi")]
    [InlineData("99999999999999Gi")]
    public void Bytes_SomethingElse_Throws(string text) => Assert.Throws<FormatException>(() => Quantities.Bytes(text));
}
