using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Status;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

public sealed class PodStatusBuilderTests
{
    [Fact]
    public void Build_Twice_IsTheSame()
    {
        var view = PodPhaseTests.View("Always", "0", "rw");
        var first = view.Build();

        Assert.Equal(first, view.Build(first, 100));
    }

    [Fact]
    public void Build_AfterARestartOfTheAgent_IsWhatTheApiHas()
    {
        var view = PodPhaseTests.View("Always", "0", "rw");
        var api = view.Build();

        Assert.Equal(api, (view with { Pod = view.Pod! with { Status = api } }).Build(null, 1000));
    }

    [Fact]
    public void Build_FirstStatus_SetsTheStartTimeOnce()
    {
        var view = PodViews.View(PodViews.Pod());
        var first = PodStatusBuilder.Build(view, null, Statuses.Facts, Statuses.Now.AddMilliseconds(700));

        Assert.Equal(Statuses.Now, first.StartTime);
        Assert.Equal(Statuses.Now, view.Build(first, 60).StartTime);
    }

    [Fact]
    public void Build_Addresses_PrimaryFamilyFirstAndKeptWithoutSandbox()
    {
        var view = PodViews.View(PodViews.Pod()) with { Sandboxes = [PodViews.Sandbox() with { Ips = ["fd00::0001", "10.0.0.1", "10.0.0.2"] }] };
        var status = view.Build();
        var later = (view with { Sandboxes = [] }).Build(status);

        Assert.All([status, later], s => Assert.Equal(["10.0.0.1", "fd00::1"], s.PodIPs!.Select(a => a.Ip)));
        Assert.Equal(("10.0.0.1", "192.168.0.1"), (status.PodIP, status.HostIP));
    }

    [Fact]
    public void Build_HostNetwork_HasTheNodesAddressForGood()
    {
        var pod = PodViews.Pod();
        var view = PodViews.View(pod with { Spec = pod.Spec with { HostNetwork = true } });
        var first = view.Build();
        var moved = PodStatusBuilder.Build(view, first, new PodStatusFacts("containerd", ["192.168.0.9", "fd00::9"]), Statuses.Now);

        Assert.Equal("192.168.0.1", first.PodIP);
        Assert.Equal(["192.168.0.1", "fd00::9"], moved.PodIPs!.Select(a => a.Ip));
        Assert.Equal(["192.168.0.9", "fd00::9"], moved.HostIPs!.Select(a => a.Ip));
    }

    [Fact]
    public void Build_QosClass_IsTheApisElseComputed()
    {
        var pod = PodViews.Pod();

        Assert.Equal("BestEffort", PodViews.View(pod).Build().QosClass);
        Assert.Equal("Burstable", PodViews.View(pod with { Status = new V1PodStatus { QosClass = "Burstable" } }).Build().QosClass);
    }

    [Fact]
    public void Build_StoppedWhileOneNeverStarted_EndsEveryContainer()
    {
        var status = (PodPhaseTests.View("Always", "", "0c") with { Work = PodWork.Terminated }).Build();

        Assert.Equal(["terminated:0", "terminated:137"], status.ContainerStatuses!.Select(s => s.State.Short()));
        Assert.Equal("ContainerStatusUnknown", status.Container("c1").State!.Terminated!.Reason);
        Assert.Equal("Failed", status.Phase);
    }

    [Theory]
    [InlineData("c", "terminated:137 waiting:PodInitializing")]
    [InlineData("0c", "terminated:0 waiting:PodInitializing waiting:PodInitializing")]
    [InlineData("0rc", "terminated:0 terminated:137 waiting:PodInitializing waiting:PodInitializing")]
    [InlineData("0", "terminated:0 terminated:137")]
    public void Build_StoppedDuringInit_EndsWhatHasBegun(string init, string states)
    {
        var status = (PodPhaseTests.View("Always", init, "c") with { Work = PodWork.Terminated }).Build();

        Assert.Equal(states, string.Join(' ', status.InitContainerStatuses!.Concat(status.ContainerStatuses!).Select(s => s.State.Short())));
    }

    // spec 14.8: a job whose main container completes beside a sidecar.
    [Fact]
    public void Build_JobWithSidecar_SucceedsOnceTheSidecarHasStopped()
    {
        var running = PodPhaseTests.View("OnFailure", "r", "r", sidecar: true);
        var mainDone = running.Set("c0", c => c.Ends(0));
        var stopped = mainDone.Set("init0", c => c.Ends(143)) with { Work = PodWork.Terminated };

        var first = running.Build();
        var second = (mainDone with { Work = PodWork.Terminating }).Build(first);
        var third = stopped.Build(second);

        Assert.Equal("Running Running Succeeded", $"{first.Phase} {second.Phase} {third.Phase}");
    }

    // spec 14.5: a container that exits again and again.
    [Fact]
    public void Build_CrashLoop_AlternatesBetweenRunningAndWaiting()
    {
        var view = PodPhaseTests.View("Always", "", "c");
        V1PodStatus? status = null;
        for (var restart = 0; restart < 5; restart++)
        {
            view = view.Set("c0", c => c.Runs("id" + restart, restart));
            status = view.Build(status);
            Assert.Equal(("running", restart, "Running"), (status.Container().State.Short(), status.Container().RestartCount, status.Phase));
            view = view.Set("c0", c => c.Ends(1, "id" + restart, restart).Waits("CrashLoopBackOff"));
            status = view.Build(status);
            Assert.Equal(("waiting:CrashLoopBackOff", "terminated:1"), (status.Container().State.Short(), status.Container().LastState.Short()));
            Assert.Equal((restart, "Running"), (status.Container().RestartCount, status.Phase));
        }
    }

    // spec 14.7: a reboot leaves sandboxes not ready; init runs again in a new one.
    [Fact]
    public void Build_Reboot_NeverFallsBackToPendingOnceItsContainersRun()
    {
        var before = PodPhaseTests.View("Always", "", "r").Build();
        var rebooted = PodPhaseTests.View("Always", "", "1") with { Sandboxes = [PodViews.Sandbox(0, ready: false)] };

        var status = rebooted.Build(before);

        Assert.Equal(("Running", "False"), (status.Phase, status.Condition("PodReadyToStartContainers").Status));
    }
}
