using Agent.Kubernetes;
using Agent.Node.Resources;

namespace Agent.Node.Tests.Resources;

public sealed class PodQosTests
{
    private const string Full = """{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"cpu":"1","memory":"1024Mi"}}""";

    [Theory]
    [InlineData("{}", QosClass.BestEffort)]
    [InlineData("""{"requests":{"cpu":"0"}}""", QosClass.BestEffort)]
    [InlineData("""{"requests":{"ephemeral-storage":"1Gi","example.com/gpu":"1"}}""", QosClass.BestEffort)]
    [InlineData("""{"requests":{"cpu":"1"}}""", QosClass.Burstable)]
    [InlineData("""{"limits":{"cpu":"1"},"requests":{"cpu":"1"}}""", QosClass.Burstable)]
    [InlineData("""{"limits":{"cpu":"2","memory":"1Gi"},"requests":{"cpu":"1","memory":"1Gi"}}""", QosClass.Burstable)]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"}}""", QosClass.Burstable)]
    [InlineData(Full, QosClass.Guaranteed)]
    public void Compute_OneContainer_FollowsItsResources(string resources, QosClass expected) =>
        Assert.Equal(expected, PodQos.Compute(Spec($$"""{"containers":[{"resources":{{resources}}}]}""")));

    [Theory]
    [InlineData(Full, QosClass.Guaranteed)]
    [InlineData("{}", QosClass.Burstable)]
    public void Compute_InitContainer_CountsAsWell(string init, QosClass expected) =>
        Assert.Equal(
            expected,
            PodQos.Compute(Spec($$"""{"containers":[{"resources":{{Full}}}],"initContainers":[{"resources":{{init}}}]}""")));

    [Fact]
    public void Compute_PodsOwnResources_ReplaceThoseOfContainers()
    {
        Assert.Equal(QosClass.Guaranteed, PodQos.Compute(Spec($$"""{"resources":{{Full}},"containers":[{}]}""")));
        Assert.Equal(
            QosClass.Burstable,
            PodQos.Compute(Spec($$$"""{"resources":{"requests":{"cpu":"1"}},"containers":[{"resources":{{{Full}}}}]}""")));
    }

    [Theory]
    [InlineData("Burstable", QosClass.Burstable)]
    [InlineData(null, QosClass.BestEffort)]
    [InlineData("7", QosClass.BestEffort)]
    public void Of_RecordedClass_Wins(string? recorded, QosClass expected) =>
        Assert.Equal(expected, PodQos.Of(new V1Pod { Status = new V1PodStatus { QosClass = recorded } }));

    private static V1PodSpec Spec(string json) => KubernetesJson.Deserialize<V1PodSpec>(json);
}
