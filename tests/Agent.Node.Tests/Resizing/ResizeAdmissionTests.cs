using Agent.Node.Resizing;
using static Agent.Node.Tests.Admission.AdmissionPods;

namespace Agent.Node.Tests.Resizing;

public sealed class ResizeAdmissionTests
{
    [Theory]
    [InlineData("1500m", "", "")]
    [InlineData("1600m", "Deferred", "Node didn't have enough resource: cpu, requested: 1600, used: 500, capacity: 2000")]
    [InlineData("3", "Infeasible", "Node didn't have enough capacity: cpu, requested: 3000, capacity: 2000")]
    public void Decide_MoreCpu_DependsOnTheRoomLeft(string cpu, string reason, string message)
    {
        var pending = ResizeAdmission.Decide(Pod("a", cpu), TheNode(), [Pod("b", "500m")]);

        Assert.Equal((reason, message), (pending?.Reason ?? "", pending?.Message ?? ""));
    }

    [Fact]
    public void Decide_CriticalPod_NobodyGoesForIt() =>
        Assert.Equal("Deferred", ResizeAdmission.Decide(Pod("a", "1600m", priority: 2_000_000_000), TheNode(), [Pod("b", "500m")])?.Reason);

    [Fact]
    public void Decide_AnyOtherRefusal_IsDeferred() =>
        Assert.Equal("Deferred", ResizeAdmission.Decide(Pod("a", "1").Spec(s => s with { NodeName = "node-2" }), TheNode(), [])?.Reason);
}
