using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Configuration;
using Agent.Node.Host.Machine;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeResourcesTests
{
    private static readonly NodeView View = new()
    {
        Machine = new MachineFacts
        {
            Cores = 4,
            MemoryBytes = 8L << 30,
            HugePages = ImmutableSortedDictionary<long, long>.Empty.Add(2 << 20, 10).Add(1 << 30, 1),
        },
        Space = new FileSystemSpace(100L << 30, 1),
    };

    [Fact]
    public void Capacity_OfAMachine_IsWrittenAsTheKubeletDoes() => Assert.Equal(
        [("cpu", "4"), ("ephemeral-storage", "100Gi"), ("hugepages-1Gi", "1Gi"), ("hugepages-2Mi", "20Mi"), ("memory", "8Gi"), ("pods", "110")],
        NodeResources.Capacity(new NodeStatusOptions(), View, null).Select(pair => (pair.Key, pair.Value.ToString())));

    [Theory]
    [InlineData(110, 0, 110)]
    [InlineData(110, 10, 40)]
    [InlineData(30, 10, 30)]
    [InlineData(0, 0, 0)]
    public void Capacity_Pods_IsTheSmallerBound(int max, int perCore, long pods) => Assert.Equal(
        pods, NodeResources.Capacity(new NodeStatusOptions { MaxPods = max, PodsPerCore = perCore }, View, null)["pods"].Value());

    [Fact]
    public void Capacity_NoStorageIsolation_HasNoDiskSpace() => Assert.DoesNotContain(
        "ephemeral-storage", NodeResources.Capacity(new NodeStatusOptions { LocalStorageCapacityIsolation = false }, View, null).Keys);

    [Fact]
    public void Capacity_MachineUnread_IsNoneOfANewNodeAndWhatItWasOfAKnownOne()
    {
        var known = Amounts(("cpu", "16"), ("memory", "1Gi"));

        Assert.True(NodeResources.Capacity(new NodeStatusOptions(), new NodeView(), null)["cpu"].IsZero);
        Assert.Equal(16, NodeResources.Capacity(new NodeStatusOptions(), new NodeView(), known)["cpu"].Value());
        Assert.Equal(110, NodeResources.Capacity(new NodeStatusOptions(), new NodeView(), null)["pods"].Value());
    }

    [Fact]
    public void Capacity_WrittenByOthers_Stays() =>
        Assert.Equal(3, NodeResources.Capacity(new NodeStatusOptions(), View, Amounts(("example.com/dongle", "3")))["example.com/dongle"].Value());

    [Fact]
    public void Allocatable_Defaults_LeavesRoomForEvictionAndHugePages()
    {
        var options = new NodeStatusOptions { EvictionHard = new KubeletConfiguration().EvictionHard };
        var capacity = Amounts(("cpu", "4"), ("memory", "8Gi"), ("hugepages-2Mi", "1Gi"), ("ephemeral-storage", "100Gi"), ("pods", "110"));

        var allocatable = NodeResources.Allocatable(options, capacity, null);

        Assert.Equal("4", allocatable["cpu"].ToString());
        Assert.Equal(((8L - 1) << 30) - (100 << 20), allocatable["memory"].Value());
        Assert.Equal((100L << 30) - (long)((100L << 30) * (double)0.1f), allocatable["ephemeral-storage"].Value());
        Assert.Equal("1Gi", allocatable["hugepages-2Mi"].ToString());
        Assert.Equal(110, allocatable["pods"].Value());
    }

    [Fact]
    public void Allocatable_Reserved_IsSubtractedAndNeverBelowZero()
    {
        var options = new NodeStatusOptions
        {
            KubeReserved = OrdinalMap.Of(("cpu", "500m"), ("memory", "1Gi"), ("pid", "100")),
            SystemReserved = OrdinalMap.Of(("cpu", "250m"), ("memory", "9Gi")),
        };

        var allocatable = NodeResources.Allocatable(options, Amounts(("cpu", "4"), ("memory", "8Gi"), ("hugepages-2Mi", "1Gi")), null);

        Assert.Equal("3250m", allocatable["cpu"].ToString());
        Assert.True(allocatable["memory"].IsZero);
        Assert.DoesNotContain("pid", allocatable.Keys);
    }

    [Fact]
    public void Allocatable_ReservedCpuList_ReplacesBothReservations()
    {
        var options = new NodeStatusOptions
        {
            KubeReserved = OrdinalMap.Of(("cpu", "500m")),
            SystemReserved = OrdinalMap.Of(("cpu", "250m")),
            ReservedSystemCpus = 2,
        };

        Assert.Equal("2", NodeResources.Allocatable(options, Amounts(("cpu", "4")), null)["cpu"].ToString());
    }

    [Theory]
    [InlineData("1Gi", 7L << 30)]
    [InlineData("25%", 6L << 30)]
    [InlineData("0%", 8L << 30)]
    [InlineData("100%", 8L << 30)]
    public void Allocatable_Threshold_IsAnAmountOrAShareOfCapacity(string threshold, long memory)
    {
        var options = new NodeStatusOptions { EvictionHard = OrdinalMap.Of(("memory.available", threshold)) };

        Assert.Equal(memory, NodeResources.Allocatable(options, Amounts(("memory", "8Gi")), null)["memory"].Value());
    }

    [Fact]
    public void Allocatable_IgnoresEviction_WhenAsked()
    {
        var options = new NodeStatusOptions { EvictionHard = OrdinalMap.Of(("memory.available", "1Gi")), AllocatableIgnoresEviction = true };

        Assert.Equal("8Gi", NodeResources.Allocatable(options, Amounts(("memory", "8Gi")), null)["memory"].ToString());
    }

    [Fact]
    public void Allocatable_DeviceGoneFromCapacity_GoesToo()
    {
        var before = Amounts(("example.com/gone", "1"), ("example.com/there", "1"), ("odd", "1"));

        var allocatable = NodeResources.Allocatable(new NodeStatusOptions(), Amounts(("example.com/there", "4")), before);

        Assert.Equal([("example.com/there", "4"), ("odd", "1")], allocatable.Select(pair => (pair.Key, pair.Value.ToString())));
    }

    private static SortedDictionary<string, Quantity> Amounts(params (string Key, string Value)[] entries) =>
        new(entries.ToDictionary(e => e.Key, e => Quantity.Parse(e.Value)), StringComparer.Ordinal);
}
