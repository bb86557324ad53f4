using Agent.Display;

namespace Agent.Tests.Display;

public class PodRowsTests
{
    [Fact]
    public void Of_RunningPod_ShowsWhereItIs()
    {
        var rows = PodRows.Of([TestPods.Web], TestPods.Now);

        Assert.Equal(new PodRow("web", false, "Running", "10.88.0.5 8080:80", "", "4m", RowHealth.Good), rows[0]);
        Assert.Equal(new PodRow("server", true, "Running", "", "0", "2m", RowHealth.Good), rows[1]);
    }

    [Fact]
    public void Of_CrashingPod_ShowsWhyAndWhatComesNext()
    {
        var rows = PodRows.Of([TestPods.Crashing], TestPods.Now);

        Assert.Equal(("team-a/crash", RowHealth.Bad, "main exited with 3"), (rows[0].Name, rows[0].Health, rows[0].Detail));
        Assert.Equal(("Completed", RowHealth.Finished), (rows[1].Detail, rows[1].Health));
        Assert.Equal(("restart main in 25s; exit code 3; CrashLoopBackOff", "4", RowHealth.Bad), (rows[2].Detail, rows[2].Restarts, rows[2].Health));
    }

    [Fact]
    public void Of_WaitingPod_ShowsWhatItWaitsFor()
    {
        var row = Assert.Single(PodRows.Of([TestPods.Starting], TestPods.Now));

        Assert.Equal("RunPodSandbox, asked 12 s ago; deadline in 108s", row.Detail);
        Assert.Equal(RowHealth.Moving, row.Health);
    }

    [Fact]
    public void Of_ControlCharacters_AreWrittenOut()
    {
        var pod = TestPods.Starting with { WaitingFor = "a\u001b[2Jb\nc" };

        Assert.StartsWith("a\\u001b[2Jb\\nc;", PodRows.Of([pod], TestPods.Now)[0].Detail);
    }
}
