using Agent.Cri.Protocol;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;

namespace Agent.Simulation.Tests.Nodes;

public sealed class SimulatedNodeTests : IDisposable
{
    private readonly Simulation _simulation = Simulation.Create(1);

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Start_PodInManifestDirectory_Runs(bool events)
    {
        var node = SimulatedNode.Start(_simulation, new SimulatedNodeOptions { Runtime = events ? SimulatedRuntimeOptions.Current : SimulatedRuntimeOptions.Old });
        node.WriteManifest("web.yaml", TestManifests.Pod("web", "main"));

        Assert.True(_simulation.RunUntil(() => node.Board.Pods is [{ State: "Running" }], TimeSpan.FromMinutes(1)), string.Join(", ", node.Board.Pods));

        Assert.Equal(ContainerState.ContainerRunning, Assert.Single(node.Runtime.Containers).State);
        Assert.Empty(_simulation.Errors);
    }

    [Fact]
    public void Start_ManyNodesInOneSystem_EachRunsItsOwn()
    {
        var nodes = Enumerable.Range(1, 20).Select(i => SimulatedNode.Start(_simulation, new SimulatedNodeOptions { Name = $"node-{i}" })).ToList();
        nodes.ForEach(n => n.WriteManifest("web.yaml", TestManifests.Pod("web", "main")));

        Assert.True(_simulation.RunUntil(() => nodes.All(n => n.Board.Pods is [{ State: "Running" }]), TimeSpan.FromMinutes(1)));

        Assert.All(nodes, n => Assert.Equal($"web-{n.Name}", Assert.Single(n.Board.Pods).PodName));
        Assert.Empty(_simulation.Errors);
    }
}
