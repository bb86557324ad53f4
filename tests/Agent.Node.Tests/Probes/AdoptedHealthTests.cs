using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Probes;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Probes;

public sealed class AdoptedHealthTests
{
    private const ProbeKinds AllKinds = ProbeKinds.Startup | ProbeKinds.Liveness | ProbeKinds.Readiness;

    [Theory]
    [InlineData("containerd://id-c0", true, true, true, true)]
    [InlineData("containerd://id-c0", true, false, true, false)]
    [InlineData("containerd://id-c0", false, false, false, false)]
    [InlineData("containerd://another", true, true, false, false)]
    [InlineData("id-c0", true, true, false, false)]
    [InlineData(null, true, true, false, false)]
    public void Restore_Status_CountsForThatVeryInstance(string? id, bool started, bool ready, bool expectedStarted, bool expectedReady)
    {
        var status = new V1PodStatus { ContainerStatuses = [new V1ContainerStatus { Name = "c0", ContainerID = id, Started = started, Ready = ready }] };

        var record = AdoptedHealth.Restore(Running(AllKinds), status);

        Assert.Equal((expectedStarted, expectedReady), (record.Started, record.Ready));
        Assert.Null(record.FailedProbe);
    }

    [Fact]
    public void Restore_Sidecar_IsFoundAmongTheInitContainers()
    {
        var status = new V1PodStatus { InitContainerStatuses = [new V1ContainerStatus { Name = "c0", ContainerID = "x://id-c0", Started = true, Ready = true }] };

        Assert.True(AdoptedHealth.Restore(Running(AllKinds), status).Ready);
    }

    [Fact]
    public void Restore_NoStatus_IsAsNew()
    {
        Assert.False(AdoptedHealth.Restore(Running(ProbeKinds.Readiness), null).Ready);
        Assert.True(AdoptedHealth.Restore(Running(ProbeKinds.Liveness), null).Ready);
    }

    [Theory]
    [InlineData(ProbeKinds.None, true, true)]
    [InlineData(ProbeKinds.Liveness, true, true)]
    [InlineData(ProbeKinds.Readiness, true, false)]
    [InlineData(ProbeKinds.Startup, false, false)]
    internal void Record_NeverProbed_IsAsItsProbesBegin(ProbeKinds probes, bool started, bool ready) =>
        Assert.Equal((started, ready), (Running(probes).Started, Running(probes).Ready));

    [Fact]
    public void Record_HealthOfAnotherInstance_CountsForNothing()
    {
        var record = Running(AllKinds) with
        {
            Health = ContainerHealth.Begin("older") with { Startup = new(ProbeResult.Success), Liveness = new(ProbeResult.Failure, "x"), Readiness = new(ProbeResult.Success) },
        };

        Assert.Null(record.FailedProbe);
        Assert.False(record.Started);
    }

    private static ContainerRecord Running(ProbeKinds probes) =>
        PodViews.Running(PodViews.Pod()).Container("c0")! with { Probes = probes };
}
