using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.WellKnown;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Pods;

public sealed class ActiveDeadlineTests
{
    private static readonly V1PodStatus Started = new() { StartTime = Now };

    [Fact]
    public void Of_LimitAndStart_IsTheirSum() => Assert.Equal(Now.AddSeconds(60), ActiveDeadline.Of(View(Limited()), Started));

    [Fact]
    public void Of_NoLimit_IsNever() => Assert.Null(ActiveDeadline.Of(View(Pod()), Started));

    [Fact]
    public void Of_NotBegun_IsUnknown() => Assert.Null(ActiveDeadline.Of(View(Limited()), new V1PodStatus()));

    [Fact]
    public void Of_StaticPodAfterARestartOfTheAgent_CountsFromItsOldestSandbox()
    {
        var pod = Limited();
        pod = pod with
        {
            Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { [PodAnnotations.ConfigSource] = PodSourceNames.File } },
        };
        var created = (Now.AddSeconds(-50) - DateTimeOffset.UnixEpoch).Ticks * 100;
        var view = View(pod) with { Sandboxes = [Sandbox(1), Sandbox() with { CreatedAt = created }] };

        Assert.Equal(Now.AddSeconds(10), ActiveDeadline.Of(view, null));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Next_AtTheDeadline_EndsThePodAsFailed(int seconds, bool ends)
    {
        var actions = PodPlan.Next(Running(Limited()) with { DeadlineAt = Now.AddSeconds(seconds) }, Now);

        Assert.Equal(ends, actions is [PodAction.EndPod { Reason: "DeadlineExceeded", Status: { Reason: "DeadlineExceeded", IsDisruption: false } }]);
    }

    [Theory]
    [InlineData(SandboxStep.Creating)]
    [InlineData(SandboxStep.Stopping)]
    [InlineData(SandboxStep.Reading)]
    internal void Next_StepHangsAtTheDeadline_EndsThePodNevertheless(SandboxStep step) =>
        Assert.IsType<PodAction.EndPod>(Assert.Single(PodPlan.Next(View(Limited()) with { Step = step, DeadlineAt = Now }, Now)));

    [Fact]
    public void Next_TerminatingAlready_IsLeftToThat() =>
        Assert.IsType<PodAction.StopContainer>(Assert.Single(PodPlan.Next(
            Running(Limited()) with { Work = PodWork.Terminating, Grace = 5, DeadlineAt = Now }, Now)));

    private static V1Pod Limited()
    {
        var pod = Pod();
        return pod with { Spec = pod.Spec with { ActiveDeadlineSeconds = 60 } };
    }
}
