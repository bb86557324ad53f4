using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Pods;

public sealed class PodPlanTests
{
    [Fact]
    public void Next_NotAdopted_Waits() => Assert.Empty(Plan(View(Pod()) with { Adopted = false }));

    [Fact]
    public void Next_PredecessorStillThere_Waits() => Assert.Empty(Plan(View(Pod()) with { Predecessor = "u0" }));

    [Fact]
    public void Next_NetworkNotReady_Waits() => Assert.Empty(Plan(View(Pod()) with { NetworkReady = false }));

    [Fact]
    public void Next_NetworkNotReadyOnHostNetwork_GoesOn()
    {
        var pod = Pod();
        pod = pod with { Spec = pod.Spec with { HostNetwork = true } };

        Assert.IsType<PodAction.CreateSandbox>(Assert.Single(Plan(View(pod) with { NetworkReady = false })));
    }

    [Fact]
    public void Next_NewPod_CreatesItsSandbox() =>
        Assert.Equal(new PodAction.CreateSandbox(0, ""), Assert.Single(Plan(View(Pod()))));

    [Theory]
    [InlineData(SandboxStep.Creating)]
    [InlineData(SandboxStep.Stopping)]
    [InlineData(SandboxStep.Reading)]
    internal void Next_StepUnderWay_Waits(SandboxStep step) => Assert.Empty(Plan(View(Pod()) with { Step = step }));

    [Fact]
    public void Next_FailedStepNotDue_Waits() =>
        Assert.Empty(Plan(View(Pod()) with { Step = SandboxStep.Failed, StepDueAt = Now.AddSeconds(1) }));

    [Fact]
    public void Next_SandboxReady_StartsEveryRegularContainer()
    {
        var actions = Plan(View(Pod(regular: 2)) with { Sandboxes = [Sandbox()] });

        Assert.Equal([new PodAction.StartContainer("c0", "s0"), new PodAction.StartContainer("c1", "s0")], actions);
    }

    [Fact]
    public void Next_EverythingRuns_HasNothingToDo() => Assert.Empty(Plan(Running(Pod(regular: 2, init: 1))));

    [Fact]
    public void Next_StartUnderWay_IsNotAskedAgain() =>
        Assert.Empty(Plan((View(Pod()) with { Sandboxes = [Sandbox()] }).Set("c0", c => c.In(ContainerPhase.PullingImage))));

    [Fact]
    public void Next_BackingOffForAnOldSandbox_IsRetargeted()
    {
        var view = (View(Pod()) with { Sandboxes = [Sandbox(1)] }).Set("c0", c => c.Exited(1) with { Phase = ContainerPhase.BackingOff, TargetSandboxId = "s0" });

        Assert.Equal(new PodAction.StartContainer("c0", "s1"), Assert.Single(Plan(view)));
    }

    [Theory]
    [InlineData(ContainerPhase.BackingOff)]
    [InlineData(ContainerPhase.PullingImage)]
    [InlineData(ContainerPhase.Failed)]
    internal void Next_AttemptToStartInASandboxThatDied_IsGivenUpBeforeANewOne(ContainerPhase phase)
    {
        var view = (View(Pod()) with { Sandboxes = [Sandbox(ready: false)] }).Set("c0", c => c.Exited(1) with { Phase = phase, TargetSandboxId = "s0" });

        Assert.Equal(new PodAction.CancelStart("c0"), Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_StartUnderWayInAnOldSandbox_IsNoSignThatInitIsDone()
    {
        var view = (View(Pod(init: 1, regular: 2)) with { Sandboxes = [Sandbox(1)] })
            .Set("init0", c => c with { Phase = ContainerPhase.Creating, TargetSandboxId = "s1" })
            .Set("c0", c => c with { Phase = ContainerPhase.Creating, TargetSandboxId = "s0" });

        Assert.Empty(Plan(view));
    }

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 1, true)]
    public void Next_ContainerExitedAndPolicyRestarts_StartsIt(string policy, int code, bool _)
    {
        var view = Running(Pod(policy)).Set("c0", c => c.Exited(code));

        Assert.Equal(new PodAction.StartContainer("c0", "s0"), Assert.Single(Plan(view)));
    }

    [Theory]
    [InlineData("OnFailure", 0)]
    [InlineData("Never", 0)]
    [InlineData("Never", 1)]
    public void Next_LastContainerExitedForGood_EndsThePod(string policy, int code) =>
        Assert.Equal(new PodAction.EndPod("Completed"), Assert.Single(Plan(Running(Pod(policy)).Set("c0", c => c.Exited(code)))));

    [Fact]
    public void Next_OneOfTwoExitedForGood_KeepsTheOther() =>
        Assert.Empty(Plan(Running(Pod("Never", regular: 2)).Set("c0", c => c.Exited(0))));

    [Fact]
    public void Next_ImageChanged_StopsTheContainer()
    {
        var pod = Pod();
        var changed = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers![0] with { Image = "busybox:2" }] } };

        var stop = Assert.IsType<PodAction.StopContainer>(Assert.Single(Plan(Running(pod) with { Pod = changed })));
        Assert.Equal(("c0", 30), (stop.Name, stop.Grace));
    }

    [Fact]
    public void Next_StoppedForAChangedImageUnderOnFailure_StartsTheNewOne()
    {
        var pod = Pod("OnFailure");
        var changed = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers![0] with { Image = "busybox:2" }] } };

        Assert.Equal(new PodAction.StartContainer("c0", "s0"), Assert.Single(Plan(Running(pod).Set("c0", c => c.Exited(0)) with { Pod = changed })));
    }

    [Fact]
    public void Next_InitContainers_RunOneAfterTheOther()
    {
        var view = View(Pod(init: 2)) with { Sandboxes = [Sandbox()] };
        Assert.Equal(new PodAction.StartContainer("init0", "s0"), Assert.Single(Plan(view)));

        view = view.Set("init0", c => c.In(ContainerPhase.Running));
        Assert.Empty(Plan(view));

        view = view.Set("init0", c => c.Exited(0));
        Assert.Equal(new PodAction.StartContainer("init1", "s0"), Assert.Single(Plan(view)));

        view = view.Set("init1", c => c.Exited(0));
        Assert.Equal(new PodAction.StartContainer("c0", "s0"), Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_InitContainerFailed_IsRestartedUnlessThePolicyIsNever()
    {
        var restarts = (View(Pod("OnFailure", init: 1)) with { Sandboxes = [Sandbox()] }).Set("init0", c => c.Exited(1));
        Assert.Equal(new PodAction.StartContainer("init0", "s0"), Assert.Single(Plan(restarts)));

        var never = (View(Pod("Never", init: 1)) with { Sandboxes = [Sandbox()] }).Set("init0", c => c.Exited(1));
        Assert.Equal(new PodAction.EndPod("Failed"), Assert.Single(Plan(never)));
    }

    [Fact]
    public void Next_InitOomKilledWithCodeZero_CountsAsFailed()
    {
        var view = (View(Pod("Never", init: 1)) with { Sandboxes = [Sandbox()] })
            .Set("init0", c => c.Exited(0) with { Instance = Instance("init0", ContainerInstanceState.Exited) with { Reason = "OOMKilled" } });

        Assert.Equal(new PodAction.EndPod("Failed"), Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_SandboxLost_StopsContainersThenSandboxThenRecreates()
    {
        var view = Running(Pod());
        view = view with { Sandboxes = [Sandbox() with { Ready = false }] };
        Assert.IsType<PodAction.StopContainer>(Assert.Single(Plan(view)));

        view = view.Set("c0", c => c.Exited(137));
        var create = Assert.IsType<PodAction.CreateSandbox>(Assert.Single(Plan(view)));
        Assert.Equal(1u, create.Attempt);
    }

    [Fact]
    public void Next_SandboxLostWithPolicyNever_EndsThePod() =>
        Assert.Equal(
            new PodAction.EndPod("Completed"),
            Assert.Single(Plan(Running(Pod("Never")).Set("c0", c => c.Exited(0)) with { Sandboxes = [Sandbox(ready: false)] })));

    [Fact]
    public void Next_SandboxLostAfterCompletion_MakesNoNewOne() =>
        Assert.Equal(
            new PodAction.EndPod("Completed"),
            Assert.Single(Plan(Running(Pod("OnFailure")).Set("c0", c => c.Exited(0)) with { Sandboxes = [Sandbox(ready: false)] })));

    [Fact]
    public void Next_NewSandboxWithInitHistory_PurgesInitFirst()
    {
        var view = Running(Pod(init: 1)).Set("c0", c => c.Exited(1)) with { Sandboxes = [Sandbox(ready: false)] };

        var remove = Assert.IsType<PodAction.RemoveContainers>(Assert.Single(Plan(view)));
        Assert.Equal(["id-init0"], remove.Ids);
    }

    [Fact]
    public void Next_Terminating_StopsContainersThenSandboxThenIsTerminated()
    {
        var view = Running(Pod()) with { Work = PodWork.Terminating, Grace = 5, EndReason = "Removed" };
        Assert.Equal(new PodAction.StopContainer("c0", "Removed", 5), Assert.Single(Plan(view)));

        view = view.Set("c0", c => c.In(ContainerPhase.Stopping));
        Assert.Empty(Plan(view));

        view = view.Set("c0", c => c.Exited(0));
        Assert.Equal(["s0"], Assert.IsType<PodAction.StopSandboxes>(Assert.Single(Plan(view))).Ids);

        view = view with { Sandboxes = [Sandbox(ready: false)] };
        Assert.IsType<PodAction.MarkTerminated>(Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_TerminatingWhileACreateIsUnderWay_WaitsForItsEnd() =>
        Assert.Empty(Plan(Running(Pod()).Set("c0", c => c.In(ContainerPhase.Creating)) with { Work = PodWork.Terminating, Grace = 5 }));

    [Fact]
    public void Next_TerminatedAndStillWanted_KeepsItsRemains() =>
        Assert.Empty(Plan(Running(Pod()).Set("c0", c => c.Exited(0)) with { Work = PodWork.Terminated }));

    [Fact]
    public void Next_TerminatedAndUnwanted_RemovesContainersThenSandboxes()
    {
        var view = Running(Pod()).Set("c0", c => c.Exited(0)) with { Work = PodWork.Terminated, Unwanted = true, Sandboxes = [Sandbox(ready: false)] };
        Assert.Equal(["id-c0"], Assert.IsType<PodAction.RemoveContainers>(Assert.Single(Plan(view))).Ids);

        view = view.Set("c0", c => c with { InstanceIds = [] });
        Assert.Equal(["s0"], Assert.IsType<PodAction.RemoveSandboxes>(Assert.Single(Plan(view))).Ids);

        view = view with { Sandboxes = [], Work = PodWork.Removing };
        Assert.IsType<PodAction.MarkFinished>(Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_Orphan_StopsWhatTheRuntimeHas()
    {
        var view = new PodView
        {
            Uid = "u9",
            Adopted = true,
            Work = PodWork.Terminating,
            Grace = 1,
            Unwanted = true,
            Sandboxes = [Sandbox()],
            Strangers = [Instance("x", ContainerInstanceState.Running)],
        };

        Assert.Equal(new PodAction.StopStranger("id-x", "x", 1), Assert.Single(Plan(view)));
    }

    [Fact]
    public void Next_RunningWithManyDeadInstances_RemovesAllButTheNewest()
    {
        var view = Running(Pod()).Set("c0", c => c with { InstanceIds = ["id-c0", "dead1", "dead2", "dead3"] });

        Assert.Equal(["dead2", "dead3"], Assert.IsType<PodAction.RemoveContainers>(Assert.Single(Plan(view))).Ids);
    }

    private static IReadOnlyList<PodAction> Plan(PodView view) => PodPlan.Next(view, Now);
}
