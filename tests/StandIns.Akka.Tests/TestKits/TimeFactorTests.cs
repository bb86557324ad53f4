using System.Diagnostics;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class TimeFactorTests() : TestKit("akka.test { timefactor = 4, single-expect-default = 50ms }")
{
    [Fact]
    public void Dilated_Duration_IsMultiplied() => Assert.Equal(TimeSpan.FromSeconds(8), Dilated(TimeSpan.FromSeconds(2)));

    [Fact]
    public void Dilated_Negative_Throws() => Assert.Throws<ArgumentException>(() => Dilated(TimeSpan.FromSeconds(-1)));

    [Fact]
    public void RemainingOrDilated_Null_IsTheDefaultMultiplied()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(200), RemainingOrDilated(null));
        Assert.Equal(TimeSpan.FromMilliseconds(200), RemainingOrDefault);
        Assert.Equal(TimeSpan.FromMilliseconds(4), RemainingOrDilated(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void GetTimeoutOrDefault_Either_IsNotMultiplied()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(50), GetTimeoutOrDefault(null));
        Assert.Equal(TimeSpan.FromMilliseconds(1), GetTimeoutOrDefault(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void ExpectMsg_NoMessage_FailsAfterTheDefaultMultiplied()
    {
        var clock = Stopwatch.StartNew();

        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>());

        Assert.InRange(clock.ElapsedMilliseconds, 180, 30_000);
    }
}
