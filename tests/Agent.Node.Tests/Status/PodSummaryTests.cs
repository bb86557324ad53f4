using Agent.Node.Status;

namespace Agent.Node.Tests.Status;

public sealed class PodSummaryTests
{
    [Theory]
    [InlineData("Always", "", "r", "1/1", "Running")]
    [InlineData("Always", "", "rc", "1/2", "ContainerCreating")]
    [InlineData("Always", "", "p", "0/1", "ErrImagePull")]
    [InlineData("Always", "", "w", "0/1", "CrashLoopBackOff")]
    [InlineData("Always", "", "1", "0/1", "Error")]
    [InlineData("Never", "", "0", "0/1", "Completed")]
    [InlineData("Never", "", "r0", "1/2", "NotReady")]
    [InlineData("Always", "0c", "c", "0/1", "Init:1/2")]
    [InlineData("Always", "w", "c", "0/1", "Init:CrashLoopBackOff")]
    [InlineData("Never", "1", "c", "0/1", "Init:Error")]
    [InlineData("Always", "0", "r", "1/1", "Running")]
    public void Of_Status_IsTheWordOfKubectl(string restartPolicy, string init, string states, string ready, string word)
    {
        var view = PodPhaseTests.View(restartPolicy, init, states);

        Assert.Equal(new PodSummary(ready, word), PodSummary.Of(view.Pod!, view.Build()));
    }

    [Theory]
    [InlineData("r", "r", "2/2", "Running")]
    [InlineData("r", "c", "1/2", "PodInitializing")]
    [InlineData("c", "c", "0/2", "Init:0/1")]
    public void Of_Sidecar_CountsAmongTheContainers(string sidecar, string states, string ready, string word)
    {
        var view = PodPhaseTests.View("Always", sidecar, states, sidecar: true);

        Assert.Equal(new PodSummary(ready, word), PodSummary.Of(view.Pod!, view.Build()));
    }

    [Fact]
    public void Of_Deleted_IsTerminating()
    {
        var view = PodPhaseTests.View("Always", "", "r");
        var pod = view.Pod! with { Metadata = view.Pod.Metadata with { DeletionTimestamp = Statuses.Now } };

        Assert.Equal("Terminating", PodSummary.Of(pod, (view with { Pod = pod }).Build()).Status);
    }
}
