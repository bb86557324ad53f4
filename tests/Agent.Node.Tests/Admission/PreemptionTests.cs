using Agent.Kubernetes;
using Agent.Node.Admission;
using static Agent.Node.Tests.Admission.AdmissionPods;

namespace Agent.Node.Tests.Admission;

public sealed class PreemptionTests
{
    private static readonly V1Pod Critical = Pod("critical", "1", "1Gi", priority: 2_000_000_000);

    [Fact]
    public void Decide_CriticalPodLacksRoom_EndsTheOneThatFitsBest() => Assert.Equal(
        ["fits"],
        Victims(Critical, Pod("small", "300m"), Pod("fits", "1"), Pod("small2", "400m")));

    [Fact]
    public void Decide_OneClassSuffices_SparesTheBetterOnes() => Assert.Equal(
        ["burst"],
        Victims(Critical, Pod("guar", "1", "1Gi", guaranteed: true), Pod("burst", "1")));

    [Fact]
    public void Decide_AllOthersAreCritical_IsRefused()
    {
        var verdict = PodAdmission.Decide(Critical, TheNode(), [Pod("a", "2", priority: 2_000_000_000), Pod("b", "100m", isStatic: true)]);

        Assert.Equal("UnexpectedAdmissionError", verdict.Reason);
        Assert.Contains("(res: cpu, q: 1100)", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OnlyTheNumberOfPodsIsLacking_EndsOne() =>
        Assert.Equal(["a"], PodAdmission.Decide(Critical, TheNode(pods: 2), [Pod("a"), Pod("b")]).Preempted.Select(p => p.Metadata.Name));

    [Fact]
    public void Decide_WouldNotBelongHereAnyway_EndsNobody()
    {
        var verdict = PodAdmission.Decide(Critical.Spec(s => s with { NodeName = "node-2" }), TheNode(), [Pod("a", "2")]);

        Assert.Equal("NodeName", verdict.Reason);
        Assert.Empty(verdict.Preempted);
    }

    [Fact]
    public void Decide_PodIsNotCritical_EndsNobody() =>
        Assert.Equal("OutOfcpu", PodAdmission.Decide(Pod("a", "1", priority: 1000), TheNode(), [Pod("b", "2", priority: 1)]).Reason);

    private static IEnumerable<string?> Victims(V1Pod pod, params V1Pod[] others)
    {
        var verdict = PodAdmission.Decide(pod, TheNode(), others);
        Assert.True(verdict.IsAdmitted, verdict.Message);
        return verdict.Preempted.Select(p => p.Metadata.Name);
    }
}
