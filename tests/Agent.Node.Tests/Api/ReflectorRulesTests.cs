using Agent.Node.Api;

namespace Agent.Node.Tests.Api;

public sealed class ReflectorRulesTests
{
    [Theory]
    [InlineData(1, 0.8, 1.6)]
    [InlineData(2, 1.6, 3.2)]
    [InlineData(6, 25.6, 51.2)]
    [InlineData(7, 30, 60)]
    [InlineData(100, 30, 60)]
    public void Pause_AfterFailures_DoublesUpToTheLongestAndIsJittered(int failures, double least, double most)
    {
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            Assert.InRange(ReflectorRules.Pause(failures, random).TotalSeconds, least, most);
        }
    }

    [Theory]
    [InlineData(410, "Expired", "too old", true)]
    [InlineData(410, "", "", true)]
    [InlineData(500, "Expired", "too old", true)]
    [InlineData(504, "Timeout", "Too large resource version: 5, current: 3", true)]
    [InlineData(504, "Timeout", "slow", false)]
    [InlineData(0, "", "connection refused", false)]
    [InlineData(429, "TooManyRequests", "", false)]
    public void NeedsList_Failure_OnlyWhereTheVersionIsWorthless(int code, string reason, string message, bool expected) =>
        Assert.Equal(expected, ReflectorRules.NeedsList(new ApiFailure(code, reason, message)));
}
