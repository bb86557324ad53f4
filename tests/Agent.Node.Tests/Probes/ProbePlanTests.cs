using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Probes;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Probes;

/// <summary>What a pod does when probes of its containers say something.</summary>
public sealed class ProbePlanTests
{
    [Theory]
    [InlineData("Always", ", will be restarted")]
    [InlineData("Never", "")]
    public void Next_LivenessFailed_StopsWithTheProbesGrace(string policy, string ending)
    {
        var stop = Assert.IsType<PodAction.StopContainer>(Assert.Single(Next(policy, ProbeKind.Liveness, 90)));

        Assert.Equal(90, stop.Grace);
        Assert.Equal("Container c0 failed liveness probe" + ending, stop.Event);
        Assert.Contains("HTTP 500", stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_StartupFailed_StopsWithThePodsGraceWhereTheProbeHasNone()
    {
        var stop = Assert.IsType<PodAction.StopContainer>(Assert.Single(Next("Always", ProbeKind.Startup, null)));

        Assert.Equal((30L, "Container c0 failed startup probe, will be restarted"), (stop.Grace, stop.Event));
    }

    [Fact]
    public void Next_ReadinessFailed_DoesNothing() => Assert.Empty(Next("Always", ProbeKind.Readiness, 5));

    [Theory]
    [InlineData(null, 40L, 40)]
    [InlineData(7L, 40L, 7)]
    [InlineData(null, null, 30)]
    [InlineData(0L, 40L, 1)]
    public void ForProbe_DeletionUnderWay_CountsMore(long? deletion, long? probe, long expected)
    {
        var pod = PodViews.Pod();
        pod = pod with { Metadata = pod.Metadata with { DeletionGracePeriodSeconds = deletion } };

        Assert.Equal(expected, GracePeriod.ForProbe(pod, new V1Probe { TerminationGracePeriodSeconds = probe }));
    }

    [Theory]
    [InlineData("OnFailure", true)]
    [InlineData("Never", false)]
    public void WillStart_KilledForAProbe_AsAfterAnyKill(string policy, bool expected)
    {
        var pod = PodViews.Pod(policy);
        var record = Failed(PodViews.Running(pod).Container("c0")!.Exited(0), ProbeKind.Liveness);

        Assert.Equal(expected, RestartRules.WillStart(pod, pod.Spec.Containers[0], record));
        Assert.False(RestartRules.WillStart(pod, pod.Spec.Containers[0], record with { Health = ContainerHealth.None }));
    }

    // Times in seconds; the delay is 10 s.
    [Theory]
    [InlineData(null, 100, null)]
    [InlineData(89.0, 100, null)]
    [InlineData(95.0, 100, 110.0)]
    public void EarliestAfterKill_ExitBefore_DecidesFirst(double? exitedBefore, double killedAt, double? expected)
    {
        var start = DateTimeOffset.UnixEpoch;
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(10), start.AddSeconds(80));

        var due = RestartBackoff.EarliestAfterKill(
            backoff, start.AddSeconds(killedAt), exitedBefore is { } s ? start.AddSeconds(s) : null, start.AddSeconds(killedAt));

        Assert.Equal(expected is { } e ? start.AddSeconds(e) : null, due);
    }

    private static IReadOnlyList<PodAction> Next(string policy, ProbeKind kind, long? grace)
    {
        var probe = new V1Probe { TerminationGracePeriodSeconds = grace, HttpGet = new V1HTTPGetAction { Port = 80 } };
        var pod = PodViews.Pod(policy);
        pod = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { LivenessProbe = probe, StartupProbe = probe, ReadinessProbe = probe }] } };
        var view = PodViews.Running(pod).Set("c0", r => Failed(r, kind));
        return PodPlan.Next(view, PodViews.Now);
    }

    private static ContainerRecord Failed(ContainerRecord record, ProbeKind kind) => record with
    {
        Probes = ProbeKinds.Liveness | ProbeKinds.Startup | ProbeKinds.Readiness,
        Health = (ContainerHealth.Begin(record.Instance!.Id) with { Startup = new(ProbeResult.Success) }).With(kind, new ProbeReport(ProbeResult.Failure, "HTTP 500")),
    };
}
