using Agent.Kubernetes;
using Agent.Node.Resources;

namespace Agent.Node.Tests.Resources;

public sealed class PodResourcesTests
{
    [Fact]
    public void Requests_ContainersInitOwnAndOverhead_AddUp()
    {
        var spec = KubernetesJson.Deserialize<V1PodSpec>(
            """
            {"containers":[{"resources":{"requests":{"cpu":"1","memory":"1Gi","example.com/gpu":"2"}}},{"resources":{"requests":{"cpu":"500m"}}}],
             "initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"100m"}}},{"resources":{"requests":{"memory":"3Gi"}}}],
             "overhead":{"cpu":"250m","memory":"64Mi"}}
            """);

        Assert.Equal(["cpu 1850m", "example.com/gpu 2", "memory 3136Mi"], Show(PodResources.Requests(spec)));
        Assert.Equal(
            ["cpu 4250m", "example.com/gpu 2", "memory 3136Mi"],
            Show(PodResources.Requests(spec with
            {
                Resources = new V1ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("4") } },
            })));
    }

    [Fact]
    public void Limits_Overhead_IsAddedOnlyWhereThereIsALimit()
    {
        var spec = KubernetesJson.Deserialize<V1PodSpec>(
            """{"containers":[{"resources":{"limits":{"cpu":"1"}}},{"resources":{"limits":{"cpu":"1"}}}],"overhead":{"cpu":"250m","memory":"64Mi"}}""");

        Assert.Equal(["cpu 2250m"], Show(PodResources.Limits(spec)));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"resources":{}}""", false)]
    [InlineData("""{"resources":{"requests":{"ephemeral-storage":"1"}}}""", false)]
    [InlineData("""{"resources":{"limits":{"memory":"1"}}}""", true)]
    public void HasOwn_CpuMemoryOrHugePages_IsTrue(string json, bool expected) =>
        Assert.Equal(expected, PodResources.HasOwn(KubernetesJson.Deserialize<V1PodSpec>(json)));

    private static IEnumerable<string> Show(IReadOnlyDictionary<string, Quantity> amounts) => amounts.Select(a => $"{a.Key} {a.Value}");
}
