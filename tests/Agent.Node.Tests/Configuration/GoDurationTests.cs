using Agent.Node.Configuration;

namespace Agent.Node.Tests.Configuration;

public class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData(".5s", 500)]
    [InlineData("300ms", 300)]
    [InlineData("-2m", -120_000)]
    [InlineData("+1s", 1_000)]
    [InlineData("2h45m30.5s", 9_930_500)]
    [InlineData("1000us", 1)]
    [InlineData("1000µs", 1)]
    [InlineData("1000μs", 1)]
    [InlineData("1000000ns", 1)]
    public void TryParse_Duration_IsRead(string text, long milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("5 s")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    [InlineData(".s")]
    [InlineData("1m30")]
    [InlineData("9999999999h")]
    [InlineData("99999999999999999999999999999999s")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("0s")]
    [InlineData("1m30s")]
    [InlineData("4h0m0s")]
    [InlineData("2m0s")]
    [InlineData("100ms")]
    [InlineData("1.5s")]
    [InlineData("1µs")]
    [InlineData("100ns")]
    [InlineData("-10s")]
    [InlineData("100h0m0.0000001s")]
    public void Format_AnyDuration_IsAsGoWritesIt(string text)
    {
        Assert.True(GoDuration.TryParse(text, out var value));
        Assert.Equal(text, GoDuration.Format(value));
    }

    [Fact]
    public void Format_SmallestDuration_DoesNotOverflow() =>
        Assert.StartsWith("-256204", GoDuration.Format(TimeSpan.MinValue));
}
