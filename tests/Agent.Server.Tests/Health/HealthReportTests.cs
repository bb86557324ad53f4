using Agent.Server.Health;

namespace Agent.Server.Tests.Health;

public class HealthReportTests
{
    private static readonly HealthCheck Bad = new("actors", () => "no answer for 61s");

    [Fact]
    public void Of_AllWell_IsOk() => Assert.Equal(new HealthReport(true, "ok"), HealthReport.Of([HealthCheck.Ping], verbose: false));

    [Fact]
    public void Of_AllWellVerbose_NamesTheChecks() =>
        Assert.Equal(new HealthReport(true, "[+]ping ok\nhealthz check passed\n"), HealthReport.Of([HealthCheck.Ping], verbose: true));

    [Fact]
    public void Of_OneProblem_NamesAllChecks() => Assert.Equal(
        new HealthReport(false, "[+]ping ok\n[-]actors failed: no answer for 61s\nhealthz check failed\n"),
        HealthReport.Of([HealthCheck.Ping, Bad], verbose: false));

    [Fact]
    public void Of_CheckThatThrows_IsAProblem()
    {
        var report = HealthReport.Of([new HealthCheck("x", () => throw new InvalidOperationException("oh"))], verbose: false);

        Assert.False(report.IsHealthy);
        Assert.Contains("[-]x failed: the check itself failed: oh", report.Text);
    }
}
