using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeReadinessTests
{
    private static readonly NodeView Well = new() { Health = new RuntimeHealth(true, true, "") };

    private static readonly SortedDictionary<string, Quantity> Full = new(StringComparer.Ordinal)
    {
        ["cpu"] = Quantity.FromInt64(1),
        ["memory"] = Quantity.FromInt64(1),
        ["pods"] = Quantity.FromInt64(1),
        ["ephemeral-storage"] = Quantity.FromInt64(1),
    };

    [Fact]
    public void Problem_AllIsWell_IsNone() => Assert.Null(NodeReadiness.Problem(new NodeStatusOptions(), Well, Full));

    [Fact]
    public void Problem_One_StandsAlone() => Assert.Equal(
        "node is shutting down", NodeReadiness.Problem(new NodeStatusOptions(), Well with { IsShuttingDown = true }, Full));

    [Fact]
    public void Problem_Several_AreListedInOrder()
    {
        var view = new NodeView
        {
            Health = new RuntimeHealth(false, false, "") { RuntimeError = "runtime", NetworkError = "network" },
            StorageError = "storage",
            IsShuttingDown = true,
        };

        Assert.Equal(
            "[runtime, network, storage, node is shutting down, missing node capacity for resources: cpu, memory, pods, ephemeral-storage]",
            NodeReadiness.Problem(new NodeStatusOptions(), view, new SortedDictionary<string, Quantity>()));
    }

    [Fact]
    public void Problem_NoStorageIsolation_NeedsNoDiskSpace()
    {
        var options = new NodeStatusOptions { LocalStorageCapacityIsolation = false };
        var capacity = new SortedDictionary<string, Quantity>(Full, StringComparer.Ordinal);
        capacity.Remove("ephemeral-storage");

        Assert.Null(NodeReadiness.Problem(options, Well, capacity));
        Assert.Equal("missing node capacity for resources: ephemeral-storage", NodeReadiness.Problem(new NodeStatusOptions(), Well, capacity));
    }
}
