using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Resources.Cgroups;

namespace Agent.Node.Tests.Resources.Cgroups;

public sealed class PodCgroupsTests
{
    private static readonly CgroupNames Names = new("", false);
    private static readonly NodeOptions Options = new() { NodeName = "n" };

    [Theory]
    [InlineData(null, null, "/kubepods/besteffort/podu", 2, null, null)]
    [InlineData("cpu=100m", null, "/kubepods/burstable/podu", 102, null, null)]
    [InlineData("cpu=100m", "cpu=500m,memory=1Gi", "/kubepods/burstable/podu", 102, 50_000L, 1L << 30)]
    [InlineData("cpu=500m,memory=1Gi", "cpu=500m,memory=1Gi", "/kubepods/podu", 512, 50_000L, 1L << 30)]
    [InlineData("memory=1Gi", "cpu=1m", "/kubepods/burstable/podu", 2, 1000L, null)]
    public void Of_OneContainer_FollowsItsClass(string? requests, string? limits, string path, long shares, long? quota, long? memory)
    {
        var group = PodCgroups.Of(Pod(Container(requests, limits)), Names, Options, []);

        Assert.Equal((path, shares, quota, memory), (group.Path, group.CpuShares!.Value, group.CpuQuota, group.MemoryLimit));
        Assert.Null(group.PidsLimit);
    }

    [Fact]
    public void Of_OneContainerWithoutALimit_LimitsNotThePod()
    {
        var group = PodCgroups.Of(Pod(Container("cpu=1", "cpu=1,memory=1Gi"), Container("cpu=1", "memory=1Gi")), Names, Options, []);

        Assert.Equal((2048, null, 2L << 30), (group.CpuShares!.Value, group.CpuQuota, group.MemoryLimit));
    }

    [Fact]
    public void Of_LimitOfThePodItself_Counts()
    {
        var pod = Pod(Container("cpu=1", null));
        pod = pod with
        {
            Spec = pod.Spec with { Resources = new V1ResourceRequirements { Requests = Map("cpu=2"), Limits = Map("cpu=3,memory=2Gi") } },
        };

        var group = PodCgroups.Of(pod, Names, Options, []);

        Assert.Equal((2048, 300_000L, 2L << 30), (group.CpuShares!.Value, group.CpuQuota, group.MemoryLimit));
    }

    [Fact]
    public void Of_Overhead_IsAddedToBoth()
    {
        var pod = Pod(Container("cpu=1,memory=1Gi", "cpu=1,memory=1Gi"));

        var group = PodCgroups.Of(pod with { Spec = pod.Spec with { Overhead = Map("cpu=500m,memory=1Gi") } }, Names, Options, []);

        Assert.Equal((1536, 150_000L, 2L << 30), (group.CpuShares!.Value, group.CpuQuota, group.MemoryLimit));
    }

    [Fact]
    public void Of_HugePages_LimitsEverySizeOfTheMachine()
    {
        var group = PodCgroups.Of(
            Pod(Container("cpu=1,hugepages-2Mi=4Mi", "hugepages-2Mi=4Mi")), Names, Options, [1L << 30, 2L << 20]);

        Assert.Equal([KeyValuePair.Create("1GB", 0L), KeyValuePair.Create("2MB", 4L << 20)], group.HugePages);
    }

    [Fact]
    public void Of_OptionsOfTheNode_CountForEveryPod()
    {
        var options = Options with { PodPidsLimit = 100, CpuCfsQuota = false };

        var group = PodCgroups.Of(Pod(Container("cpu=1", "cpu=1")), Names, options, []);

        Assert.Equal((100L, null), (group.PidsLimit, group.CpuQuota));
        Assert.Equal(100, PodCgroups.Of(Pod(Container(null, null)), Names, options, []).PidsLimit);
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("cpu=250m", null, 250)]
    [InlineData("cpu=1,memory=1Gi", "cpu=1,memory=1Gi", 0)]
    public void BurstableMilliCpu_CountsOnlyThatClass(string? requests, string? limits, long milli) =>
        Assert.Equal(milli, PodCgroups.BurstableMilliCpu(Pod(Container(requests, limits))));

    private static V1Pod Pod(params V1Container[] containers) =>
        new() { Metadata = new V1ObjectMeta { Name = "p", Uid = "u" }, Spec = new V1PodSpec { Containers = containers } };

    private static V1Container Container(string? requests, string? limits) =>
        new() { Name = "c", Resources = new V1ResourceRequirements { Requests = Map(requests), Limits = Map(limits) } };

    private static Dictionary<string, Quantity> Map(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Quantity.Parse(pair[1]));
}
