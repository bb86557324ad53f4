using Agent.Display;

namespace Agent.Tests.Display;

public class HumanDurationTests
{
    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(200, "3m20s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(19_800, "5h30m")]
    [InlineData(100_000, "27h")]
    [InlineData(180_000, "2d2h")]
    [InlineData(8_640_000, "100d")]
    public void Format_Seconds_AreShort(long seconds, string expected) =>
        Assert.Equal(expected, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));
}
