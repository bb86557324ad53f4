using Agent.Runtime.Processes;
using Agent.Runtime.State;

namespace Agent.Runtime.Tests.State;

public class ContainerRunTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);
    private static readonly ContainerRun Running = ContainerRun.NotStarted.Started(new ProcessIdentity(1, 2, "b"), Now);

    [Theory]
    [InlineData(0, true, false, "Completed")]
    [InlineData(1, true, false, "Error")]
    [InlineData(137, true, true, "OOMKilled")]
    [InlineData(0, true, true, "OOMKilled")]
    [InlineData(255, false, false, "Unknown")]
    public void Exited_EachKind_HasItsReason(int code, bool isKnown, bool oomKilled, string reason)
    {
        var run = Running.Exited(new ExitStatus(code, Now, isKnown), oomKilled);

        Assert.True(run.IsExited);
        Assert.False(run.IsRunning);
        Assert.Equal((code, reason, isKnown), (run.ExitCode, run.Reason, run.Message.Length == 0));
    }

    [Fact]
    public void FailedToStart_IsExitedAndNeverRan()
    {
        var run = Running.FailedToStart("no such file", Now);

        Assert.True(run.IsExited);
        Assert.Equal((null, 128, "StartError", "no such file"), (run.StartedAt, run.ExitCode, run.Reason, run.Message));
    }

    [Fact]
    public void NotStarted_IsNeither()
    {
        Assert.False(ContainerRun.NotStarted.IsRunning);
        Assert.False(ContainerRun.NotStarted.IsExited);
        Assert.True(Running.IsRunning);
    }
}
