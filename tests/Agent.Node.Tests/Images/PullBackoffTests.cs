using Agent.Node.Images;

namespace Agent.Node.Tests.Images;

public sealed class PullBackoffTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AfterFailure_AgainAndAgain_DoublesUpToFiveMinutes()
    {
        PullBackoff? backoff = null;
        var now = Start;
        var delays = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            backoff = PullBackoff.AfterFailure(backoff, now);
            delays.Add(backoff.Delay.TotalSeconds);
            now = backoff.Until;
        }

        Assert.Equal([10, 20, 40, 80, 160, 300, 300], delays);
    }

    [Fact]
    public void AfterFailure_TenQuietMinutes_StartsOver() =>
        Assert.Equal(
            PullBackoff.Base,
            PullBackoff.AfterFailure(new PullBackoff(TimeSpan.FromSeconds(300), Start), Start.AddSeconds(601)).Delay);
}
