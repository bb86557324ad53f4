using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Configuration;
using Agent.Node.Containers;
using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Machine;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Containers;

public sealed class LinuxResourcesTests
{
    private const long Gi = 1L << 30;

    private static readonly NodeOptions Options = new() { NodeName = "n", MemoryCapacity = 8 * Gi };

    [Theory]
    [InlineData("", "", "cpu=2,memory=1Gi", 2048, 200_000, Gi)]
    [InlineData("cpu=100m", "cpu=1", "cpu=2,memory=1Gi", 102, 100_000, Gi)]
    [InlineData("", "memory=64Mi", "cpu=2,memory=1Gi", 2048, 200_000, 64L << 20)]
    [InlineData("", "", "", 2, 0, 0)]
    public void Build_LimitOfThePod_CountsWhereTheContainerHasNone(
        string requests, string limits, string ofPod, long shares, long quota, long memory)
    {
        var resources = Build(Container(requests, limits), Options, NodeFacts.None, ofPod);

        Assert.Equal((shares, quota, memory), (resources.CpuShares, resources.CpuQuota, resources.MemoryLimitInBytes));
    }

    [Fact]
    public void Build_HugePages_LimitsEverySizeOfTheMachine()
    {
        var facts = NodeFacts.None with
        {
            Machine = new MachineFacts { HugePages = ImmutableSortedDictionary<long, long>.Empty.Add(2 << 20, 10).Add(Gi, 0) },
        };

        var resources = Build(Container("", "hugepages-2Mi=4Mi"), Options, facts);

        Assert.Equal([("2MB", 4UL << 20), ("1GB", 0UL)], resources.HugepageLimits.Select(l => (l.PageSize, l.Limit)));
    }

    [Theory]
    [InlineData(SwapBehavior.NoSwap, "memory=1Gi", "memory=2Gi", "0")]
    [InlineData(SwapBehavior.LimitedSwap, "memory=1Gi", "memory=2Gi", "536870912")]
    [InlineData(SwapBehavior.LimitedSwap, "memory=1Gi", "", "536870912")]
    [InlineData(SwapBehavior.LimitedSwap, "memory=1Gi", "memory=1Gi", "0")]
    [InlineData(SwapBehavior.LimitedSwap, "cpu=1", "", "0")]
    [InlineData(SwapBehavior.LimitedSwap, "", "", "0")]
    public void Build_Version2_SetsSwapByBehavior(SwapBehavior behavior, string requests, string limits, string expected)
    {
        var facts = NodeFacts.None with
        {
            Machine = new MachineFacts { SwapBytes = 4 * Gi },
            Cgroups = new CgroupFacts { Version = 2, HasSwap = true },
        };

        var resources = Build(Container(requests, limits), Options with { SwapBehavior = behavior }, facts);

        Assert.Equal(expected, resources.Unified["memory.swap.max"]);
        Assert.Equal("1", resources.Unified["memory.oom.group"]);
    }

    [Fact]
    public void Build_Version2WithoutSwapAndSingleProcessKill_SetsNothing()
    {
        var facts = NodeFacts.None with { Cgroups = new CgroupFacts { Version = 2 } };

        Assert.Empty(Build(Container("", ""), Options with { SingleProcessOomKill = true }, facts).Unified);
    }

    [Fact]
    public void Build_Version1WithSwap_LimitsBothTogether()
    {
        var facts = NodeFacts.None with { Cgroups = new CgroupFacts { Version = 1, HasSwap = true } };

        var resources = Build(Container("", "memory=64Mi"), Options with { SwapBehavior = SwapBehavior.LimitedSwap }, facts);

        Assert.Equal(64L << 20, resources.MemorySwapLimitInBytes);
        Assert.Empty(resources.Unified);
    }

    [Fact]
    public void Build_WithoutQuota_SetsNeitherQuotaNorPeriod()
    {
        var resources = Build(Container("", "cpu=1"), Options with { CpuCfsQuota = false }, NodeFacts.None);

        Assert.Equal((0, 0, 1024), (resources.CpuQuota, resources.CpuPeriod, resources.CpuShares));
    }

    [Fact]
    public void OfPod_Containers_AreSummedWithoutTheOverhead()
    {
        var pod = Pod(Container("cpu=1,memory=1Gi", "cpu=1,memory=1Gi"), "");
        pod = pod with { Spec = pod.Spec with { Overhead = Map("cpu=250m,memory=128Mi") } };

        var (containers, overhead) = (LinuxResources.OfPod(pod, Options), LinuxResources.OfOverhead(pod, Options)!);

        Assert.Equal((1024, 100_000, Gi), (containers.CpuShares, containers.CpuQuota, containers.MemoryLimitInBytes));
        Assert.Equal((256, 25_000, 128L << 20), (overhead.CpuShares, overhead.CpuQuota, overhead.MemoryLimitInBytes));
    }

    [Fact]
    public void SharesAndQuota_AnyAmount_StayInTheirRangeAndGrowWithIt() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), milli =>
            LinuxResources.Shares(milli) is >= 2 and <= 262144
            && LinuxResources.Shares(milli) <= LinuxResources.Shares(milli + 1)
            && (milli == 0 ? LinuxResources.Quota(milli, 100_000) == 0 : LinuxResources.Quota(milli, 100_000) >= 1000)));

    private static Agent.Cri.Protocol.LinuxContainerResources Build(V1Container container, NodeOptions options, NodeFacts facts, string ofPod = "") =>
        LinuxResources.Build(Pod(container, ofPod), container, options, facts);

    private static V1Pod Pod(V1Container container, string limits) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p" },
        Spec = new V1PodSpec
        {
            Containers = [container],
            Resources = limits.Length == 0 ? null : new V1ResourceRequirements { Limits = Map(limits) },
        },
    };

    private static V1Container Container(string requests, string limits) =>
        new() { Name = "c", Resources = new V1ResourceRequirements { Requests = Map(requests), Limits = Map(limits) } };

    private static Dictionary<string, Quantity> Map(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Quantity.Parse(pair[1]));
}
