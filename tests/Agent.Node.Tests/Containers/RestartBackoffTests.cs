using Agent.Node.Containers;

namespace Agent.Node.Tests.Containers;

public sealed class RestartBackoffTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(300);

    [Fact]
    public void EarliestRestart_FirstExit_IsAtOnce() => Assert.Null(RestartBackoff.EarliestRestart(null, Start));

    [Fact]
    public void EarliestRestart_NothingExited_IsAtOnce() =>
        Assert.Null(RestartBackoff.EarliestRestart(new RestartBackoff(TimeSpan.FromSeconds(10), Start), null));

    [Fact]
    public void Advance_CrashAfterCrash_GivesTheKubeletsDelays()
    {
        // The kubelet's documented sequence: 0, 10, 20, 40, 80, 160, 300, 300 s.
        var now = Start;
        RestartBackoff? backoff = null;
        var delays = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var due = RestartBackoff.EarliestRestart(backoff, now) ?? now;
            delays.Add((due - now).TotalSeconds);
            backoff = RestartBackoff.Advance(backoff, now, due, Maximum);
            now = due;
        }

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], delays);
    }

    [Fact]
    public void EarliestRestart_RanLongerThanTenMinutes_StartsOver()
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(160), Start);
        var exit = Start + TimeSpan.FromSeconds(601);

        Assert.Null(RestartBackoff.EarliestRestart(backoff, exit));
        Assert.Equal(TimeSpan.FromSeconds(10), RestartBackoff.Advance(backoff, exit, exit, Maximum).Delay);
    }

    [Fact]
    public void EarliestRestart_RanExactlyTenMinutes_StillBacksOff()
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(160), Start);
        var exit = Start + TimeSpan.FromSeconds(600);

        Assert.Equal(exit + TimeSpan.FromSeconds(160), RestartBackoff.EarliestRestart(backoff, exit));
    }

    [Fact]
    public void Advance_MaximumBelowTheBase_LowersTheBase() =>
        Assert.Equal(TimeSpan.FromSeconds(3), RestartBackoff.Advance(null, Start, Start, TimeSpan.FromSeconds(3)).Delay);
}
