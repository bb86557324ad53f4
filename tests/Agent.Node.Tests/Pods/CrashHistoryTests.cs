using Agent.Node.Pods;

namespace Agent.Node.Tests.Pods;

public class CrashHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 8)]
    [InlineData(6, 10)]
    [InlineData(1000, 10)]
    public void Pause_CrashesInARow_GrowsUpToTenSeconds(int crashes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new CrashHistory(crashes, Now).Pause);

    [Fact]
    public void Add_MoreThanAMinuteLater_BeginsANewRow()
    {
        var history = CrashHistory.None.Add(Now).Add(Now.AddSeconds(60));

        Assert.Equal(2, history.InARow);
        Assert.Equal(1, history.Add(Now.AddSeconds(121)).InARow);
    }
}
