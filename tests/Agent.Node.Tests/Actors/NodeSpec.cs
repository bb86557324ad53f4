using Agent.Cri.Protocol;
using Agent.Node.Explain;
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

    protected void Write(string name, string image, string spec = "restartPolicy: Always", string container = "tty: false") => Node.WriteManifest(name + ".yaml", $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {name}
        spec:
          terminationGracePeriodSeconds: 5
          {spec}
          containers:
          - name: main
            image: {image}
            {container}
        """);

    protected bool AllRun(int pods) => Node.Board.Pods.Count == pods && Node.Board.Pods.All(p => p.State == "Running");

    protected void ExpectWithin(TimeSpan limit, Func<bool> condition) =>
        Assert.True(Time.RunUntil(condition, limit), string.Join("; ", Node.Board.Pods.Select(p => $"{p.PodName}: {p.State}, waits for {p.WaitingFor}")));

    /// <summary>Has an actor throw.</summary>
    /// <param name="path">Where it is below the node's; empty: the node's own.</param>
    protected void Kill(string path) => Time.System.ActorSelection($"/user/{Node.Name}/{path}".TrimEnd('/')).Tell(Akka.Actor.Kill.Instance);

    /// <summary>What the pod of a manifest says of itself.</summary>
    protected PodExplanation Said(string name) => Node.Board.Pods.FirstOrDefault(p => p.PodName == $"{name}-{Node.Name}")
        ?? new PodExplanation { PodName = name, Namespace = "", Uid = "", State = "(unknown)", Since = default };

    /// <summary>The times at which a call is made from now on.</summary>
    protected IReadOnlyList<TimeSpan> CallsOf(string method)
    {
        var times = new List<TimeSpan>();
        Listen(method, _ => times.Add(Time.Elapsed));
        return times;
    }

    /// <summary>The requests of a call that are made from now on, as JSON.</summary>
    protected IReadOnlyList<string> RequestsOf(string method)
    {
        var requests = new List<string>();
        Listen(method, line => requests.Add(line[line.IndexOf('{')..]));
        return requests;
    }

    private void Listen(string method, Action<string> take)
    {
        Time.Trace.IsOn = true;
        Time.Trace.OnLine += line =>
        {
            if (line.Contains($"/runtime {method} is called: ", StringComparison.Ordinal))
            {
                take(line);
            }
        };
    }

    protected int Running => Node.Runtime.Containers.Count(c => c.State == ContainerState.ContainerRunning);
}
