using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Containers;

public sealed class OomScoreTests
{
    private const long Gi = 1L << 30;

    [Theory]
    [InlineData(null, null, 1000)]
    [InlineData("1Gi", null, 900)]
    [InlineData("1Gi", "1Gi", 900)]
    [InlineData("10Mi", null, 999)]
    [InlineData("10Gi", null, 3)]
    public void Adjust_EachClass_IsTheKubelets(string? request, string? limit, int expected)
    {
        var container = Container("c", request, limit);

        Assert.Equal(expected, OomScore.Adjust(Pod([container]), container, 10 * Gi));
    }

    [Fact]
    public void Adjust_Guaranteed_IsKilledLast()
    {
        var all = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1"), ["memory"] = Quantity.Parse("1Gi") };
        var container = new V1Container { Name = "c", Resources = new V1ResourceRequirements { Requests = all, Limits = all } };

        Assert.Equal(-997, OomScore.Adjust(Pod([container]), container, 10 * Gi));
    }

    [Theory]
    [InlineData("system-node-critical", 2_000_001_000, -997)]
    [InlineData("system-node-critical", 0, 1000)]
    [InlineData("system-cluster-critical", 2_000_000_000, 1000)]
    public void Adjust_NodeCritical_IsKilledLast(string priorityClass, int priority, int expected)
    {
        var container = Container("c", null, null);
        var pod = Pod([container]);

        Assert.Equal(
            expected, OomScore.Adjust(pod with { Spec = pod.Spec with { PriorityClassName = priorityClass, Priority = priority } }, container, 10 * Gi));
    }

    [Fact]
    public void Adjust_StaticPodOfTheNodeCriticalClass_IsKilledLastWhateverItsPriority()
    {
        var container = Container("c", null, null);
        var pod = Pod([container]);
        pod = pod with
        {
            Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { [PodAnnotations.ConfigSource] = PodSourceNames.File } },
            Spec = pod.Spec with { PriorityClassName = "system-node-critical" },
        };

        Assert.Equal(-997, OomScore.Adjust(pod, container, 10 * Gi));
    }

    [Theory]
    [InlineData("1Gi", "4Gi", 600)]
    [InlineData("4Gi", "1Gi", 600)]
    public void Adjust_Sidecar_IsNotKilledBeforeWhatItServes(string own, string served, int expected)
    {
        var sidecar = Container("side", own, null) with { RestartPolicy = "Always" };
        var pod = Pod([Container("a", served, null), Container("b", "8Gi", null)], sidecar);

        Assert.Equal(expected, OomScore.Adjust(pod, sidecar, 10 * Gi));
    }

    [Fact]
    public void Adjust_RequestOfThePod_IsSharedByItsContainers()
    {
        var container = Container("a", "1Gi", null);
        var pod = Pod([container, Container("b", "1Gi", null)]);
        pod = pod with
        {
            Spec = pod.Spec with
            {
                Resources = new V1ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse("4Gi") } },
            },
        };

        Assert.Equal(800, OomScore.Adjust(pod, container, 10 * Gi));
    }

    private static V1Pod Pod(IReadOnlyList<V1Container> containers, params V1Container[] init) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p" },
        Spec = new V1PodSpec { Containers = containers, InitContainers = init },
    };

    private static V1Container Container(string name, string? request, string? limit) => new()
    {
        Name = name,
        Resources = new V1ResourceRequirements { Requests = Memory(request), Limits = Memory(limit) },
    };

    private static Dictionary<string, Quantity> Memory(string? value) =>
        value is null ? [] : new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse(value) };
}
