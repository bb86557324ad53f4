using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Probes;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Pods;

/// <summary>Init containers i1 and i2, a sidecar s between them, a regular container c0.</summary>
public sealed class InitPlanTests
{
    [Fact]
    public void Next_NothingBegun_StartsTheFirst() => Assert.Equal(["i1"], Starts(New()));

    [Fact]
    public void Next_FirstSucceeded_StartsTheSidecar() => Assert.Equal(["s"], Starts(New().Set("i1", c => c.Exited(0))));

    [Theory]
    [InlineData(true, "i2")]
    [InlineData(false, "")]
    public void Next_SidecarRuns_GatesTheNextUntilItHasStarted(bool started, string expected)
    {
        var view = New().Set("i1", c => c.Exited(0)).Set("s", c => c.In(ContainerPhase.Running) with { Probes = started ? ProbeKinds.None : ProbeKinds.Startup });

        Assert.Equal(expected.Length == 0 ? [] : [expected], Starts(view));
    }

    [Fact]
    public void Next_SidecarEndsWhileALaterInitRuns_IsRestartedAndHoldsNothingUp()
    {
        var view = New().Set("i1", c => c.Exited(0)).Set("s", c => c.Exited(1)).Set("i2", c => c.In(ContainerPhase.Running));

        Assert.Equal(["s"], Starts(view));
        Assert.Equal(["s", "c0"], Starts(view.Set("i2", c => c.Exited(0))));
    }

    [Fact]
    public void Next_SidecarBacksOffAfterTheLastInit_RegularOnesStart()
    {
        var view = New().Set("i1", c => c.Exited(0)).Set("s", c => c.Exited(1) with { Phase = ContainerPhase.BackingOff, TargetSandboxId = "s0" })
            .Set("i2", c => c.Exited(0));

        Assert.Equal(["c0"], Starts(view));
    }

    [Fact]
    public void Next_SidecarEndsInARunningPod_IsRestartedEvenByPolicyNever()
    {
        var view = Running(Spec("Never")).Set("s", c => c.Exited(0));

        Assert.Equal(["s"], Starts(view));
    }

    [Fact]
    public void Next_AllRegularOnesDone_EndsThePodAndRestartsNoSidecar()
    {
        var view = Running(Spec("Never")).Set("s", c => c.Exited(0)).Set("c0", c => c.Exited(0));

        Assert.Equal(new PodAction.EndPod("Completed"), Assert.Single(PodPlan.Next(view, Now)));
    }

    [Fact]
    public void Next_LaterInitFails_EndsThePodThatNeverRestarts()
    {
        var view = (View(Spec("Never")) with { Sandboxes = [Sandbox()] })
            .Set("i1", c => c.Exited(0)).Set("s", c => c.In(ContainerPhase.Running)).Set("i2", c => c.Exited(3));

        Assert.Equal(new PodAction.EndPod("Failed"), Assert.Single(PodPlan.Next(view, Now)));
    }

    [Fact]
    public void Next_SidecarsImageChangesWhileInitialising_IsStoppedAndNotPassed()
    {
        var view = New().Set("i1", c => c.Exited(0)).Set("s", c => c.In(ContainerPhase.Running) with
        {
            Instance = Instance("s", Node.Runtime.ContainerInstanceState.Running) with { Hash = "old" },
        });

        Assert.Equal("s", Assert.IsType<PodAction.StopContainer>(Assert.Single(PodPlan.Next(view, Now))).Name);
    }

    [Fact]
    public void Next_EphemeralAdded_IsStartedBeforeInitAndOnlyOnce()
    {
        var pod = Spec();
        pod = pod with { Spec = pod.Spec with { EphemeralContainers = [new V1EphemeralContainer { Name = "debug", Image = "busybox:1" }] } };
        var view = View(pod) with { Sandboxes = [Sandbox()] };

        Assert.Equal(["debug", "i1"], Starts(view));
        Assert.Equal(["i1"], Starts(view.Set("debug", c => c.In(ContainerPhase.PullingImage))));
        Assert.Equal(["i1"], Starts(view.Set("debug", c => c.Exited(1))));
        Assert.IsType<PodAction.CreateSandbox>(Assert.Single(PodPlan.Next(view with { Sandboxes = [] }, Now)));
    }

    [Fact]
    public void Next_OnlyEphemeralRuns_PodIsOver()
    {
        var pod = Pod("Never");
        pod = pod with { Spec = pod.Spec with { EphemeralContainers = [new V1EphemeralContainer { Name = "debug", Image = "busybox:1" }] } };

        Assert.Equal(new PodAction.EndPod("Completed"), Assert.Single(PodPlan.Next(Running(pod).Set("c0", c => c.Exited(0)), Now)));
    }

    private static PodView New() => View(Spec()) with { Sandboxes = [Sandbox()] };

    private static V1Pod Spec(string policy = "Always")
    {
        var pod = Pod(policy);
        return pod with
        {
            Spec = pod.Spec with
            {
                InitContainers =
                [
                    new V1Container { Name = "i1", Image = "busybox:1" },
                    new V1Container { Name = "s", Image = "busybox:1", RestartPolicy = "Always" },
                    new V1Container { Name = "i2", Image = "busybox:1" },
                ],
            },
        };
    }

    private static List<string> Starts(PodView view) =>
        [.. PodPlan.Next(view, Now).Select(a => Assert.IsType<PodAction.StartContainer>(a).Name)];
}
