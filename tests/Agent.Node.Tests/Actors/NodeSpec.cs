using Agent.Cri.Protocol;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>A node in virtual time, whose runtime answers each call after a millisecond, with what happens in it noted.</summary>
public abstract class NodeSpec : IDisposable
{
    protected NodeSpec()
    {
        Node = SimulatedNode.Start(Time, new SimulatedNodeOptions
        {
            Runtime = new SimulatedRuntimeOptions { Latencies = RuntimeLatencies.Always(TimeSpan.FromMilliseconds(1)) },
        });
        Node.Runtime.Happened += Facts.Add;
    }

    protected Simulation.Simulation Time { get; } = Simulation.Simulation.Create(1);

    protected SimulatedNode Node { get; }

    protected List<RuntimeFact> Facts { get; } = [];

    protected IEnumerable<RuntimeFact> Starts => Facts.Where(f => f.Kind == RuntimeFactKind.ContainerStarted);

    public void Dispose()
    {
        Time.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Write(string name, string image) => Node.WriteManifest(name + ".yaml", $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {name}
        spec:
          terminationGracePeriodSeconds: 5
          containers:
          - name: main
            image: {image}
        """);

    protected bool AllRun(int pods) => Node.Board.Pods.Count == pods && Node.Board.Pods.All(p => p.State == "Running");

    protected void ExpectWithin(TimeSpan limit, Func<bool> condition) =>
        Assert.True(Time.RunUntil(condition, limit), string.Join("; ", Node.Board.Pods.Select(p => $"{p.PodName}: {p.State}, waits for {p.WaitingFor}")));

    protected int Running => Node.Runtime.Containers.Count(c => c.State == ContainerState.ContainerRunning);
}
