using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Pods;

public sealed class RestartAllPlanTests
{
    [Theory]
    [InlineData(42, true)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    public void Next_ExitWithTheCodeOfTheRule_BeginsTheRestart(int code, bool begins) =>
        Assert.Equal(begins, Plan(Running(Ruled()).Set("c0", c => c.Exited(code))) is [PodAction.BeginRestartAll { Name: "c0" }]);

    [Fact]
    public void Next_OthersRun_StopsThemWithoutGraceInNoOrder()
    {
        var view = Restarting().Set("c0", c => c.Exited(42));

        Assert.Equal(
            [new PodAction.StopContainer("side", RestartAllPlan.Reason, 0), new PodAction.StopContainer("c1", RestartAllPlan.Reason, 0)],
            Plan(view));
    }

    [Theory]
    [InlineData(ContainerPhase.BackingOff)]
    [InlineData(ContainerPhase.PullingImage)]
    [InlineData(ContainerPhase.Failed)]
    internal void Next_AnotherIsToStart_CancelsThat(ContainerPhase phase)
    {
        var view = Stopped().Set("c1", c => c with { Phase = phase });

        Assert.Equal(new PodAction.CancelStart("c1"), Assert.Single(Plan(view)));
    }

    [Theory]
    [InlineData(ContainerPhase.Creating)]
    [InlineData(ContainerPhase.Starting)]
    [InlineData(ContainerPhase.Stopping)]
    [InlineData(ContainerPhase.Recovering)]
    internal void Next_SomethingMayStillRun_Waits(ContainerPhase phase) =>
        Assert.Empty(Plan(Stopped().Set("c1", c => c with { Phase = phase })));

    [Fact]
    public void Next_NothingRuns_RemovesTheTriggerLast()
    {
        var first = Assert.IsType<PodAction.RemoveContainers>(Assert.Single(Plan(Stopped())));
        Assert.Equal(["id-c1", "id-init0", "id-side"], first.Ids);

        var view = Stopped();
        view = view with { Containers = [.. view.Containers.Select(c => c.Name == "c0" ? c : c with { InstanceIds = [] })] };
        Assert.Equal(["id-c0"], Assert.IsType<PodAction.RemoveContainers>(Assert.Single(Plan(view))).Ids);
    }

    [Fact]
    public void Next_NothingLeft_Ends()
    {
        var view = Stopped();

        Assert.IsType<PodAction.EndRestartAll>(Assert.Single(Plan(view with { Containers = [.. view.Containers.Select(c => c with { InstanceIds = [] })] })));
    }

    [Fact]
    public void Reset_ContainersThatRan_BeginWithInitAgainAndCountOn()
    {
        var view = Stopped();
        view = view with { Containers = [.. view.Containers.Select(c => RestartAllPlan.Reset(c with { LastRestartCount = 2 }, view.Pod!, Now))], IsRestartingAll = false };

        Assert.All(view.Containers, c => Assert.True(c is { ResetCount: 3, Instance: null, Phase: ContainerPhase.Waiting, LastRestartCount: 2 }));
        Assert.Equal(["c0"], view.Containers.Where(c => c.ResetExitAt is not null).Select(c => c.Name));
        Assert.Equal(new PodAction.StartContainer("init0", "s0"), Assert.Single(Plan(view)));
    }

    private static PodView Restarting() => Running(Ruled()) with { IsRestartingAll = true };

    private static PodView Stopped()
    {
        var view = Restarting();
        return view with { Containers = [.. view.Containers.Select(c => c.Exited(c.Name == "c0" ? 42 : 137))] };
    }

    private static V1Pod Ruled()
    {
        var pod = Pod("Never", init: 1, regular: 2);
        var rule = new V1ContainerRestartRule
        {
            Action = "RestartAllContainers",
            ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] },
        };
        return pod with
        {
            Spec = pod.Spec with
            {
                InitContainers = [.. pod.Spec.InitContainers!, new V1Container { Name = "side", Image = "busybox:1", RestartPolicy = "Always" }],
                Containers = [pod.Spec.Containers[0] with { RestartPolicy = "Never", RestartPolicyRules = [rule] }, pod.Spec.Containers[1]],
            },
        };
    }

    private static IReadOnlyList<PodAction> Plan(PodView view) => PodPlan.Next(view, Now);
}
