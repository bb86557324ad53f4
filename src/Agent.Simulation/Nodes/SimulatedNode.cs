using Agent.Node;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Simulation.Api;
using Agent.Simulation.Host;
using Agent.Simulation.Runtime;
using Akka.Actor;

namespace Agent.Simulation.Nodes;

/// <summary>
/// A node of a simulation: the agent's real actors under <c>/user/&lt;name&gt;</c>, on a simulated runtime and host that outlive
/// them when the agent is stopped and started again.
/// </summary>
public sealed class SimulatedNode
{
    /// <summary>Where the agent looks for manifests.</summary>
    public const string ManifestDirectory = "/etc/kubernetes/manifests";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Simulation _simulation;
    private readonly SimulatedNodeOptions _options;
    private int _starts;

    /// <summary>Makes a node whose agent does not run yet.</summary>
    public SimulatedNode(Simulation simulation, SimulatedNodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(options);
        _simulation = simulation;
        _options = options;
        Host = new SimulatedHost(simulation, options.Name);
        Runtime = new SimulatedRuntime(simulation, options.Name, Host, options.Runtime);
        ApiServer = options.Cluster?.Connect(options.Name, options.ApiLatency);
    }

    /// <summary>The node's name.</summary>
    public string Name => _options.Name;

    /// <summary>Its container runtime.</summary>
    public SimulatedRuntime Runtime { get; }

    /// <summary>Its files.</summary>
    public SimulatedHost Host { get; }

    /// <summary>Its way to the API server; null: it has none.</summary>
    public SimulatedApiServer? ApiServer { get; }

    /// <summary>What the running agent says of itself; empty before it has been started.</summary>
    public ExplainBoard Board { get; private set; } = new();

    /// <summary>The agent; nobody while it does not run.</summary>
    public IActorRef Agent { get; private set; } = ActorRefs.Nobody;

    /// <summary>Makes a node and starts its agent.</summary>
    public static SimulatedNode Start(Simulation simulation, SimulatedNodeOptions? options = null)
    {
        var node = new SimulatedNode(simulation, options ?? new SimulatedNodeOptions());
        node.Start();
        return node;
    }

    /// <summary>Starts the agent.</summary>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public void Start()
    {
        if (!Agent.IsNobody())
        {
            throw new InvalidOperationException($"the agent of {Name} runs already");
        }

        Board = new ExplainBoard();
        var configured = _options.Configure(new NodeOptions { NodeName = Name, NodeIps = ["192.0.2.1"], StaticPodPath = ManifestDirectory });
        var services = new NodeServices(
            configured,
            new NodePorts(Runtime, Runtime, Host, ApiServer, ApiServer),
            _simulation.Time,
            _simulation.RandomFor($"{Name} start {++_starts}"),
            _options.Loggers,
            Board);
        Agent = _simulation.System.ActorOf(NodeActor.Props(services), Name);
    }

    /// <summary>Ends the agent at once, as a killed process ends: nothing of the runtime is touched. Lets it happen.</summary>
    public void Stop()
    {
        var agent = Agent;
        var stopped = false;
        TerminationWatcher.Watch(_simulation.System, agent, () => stopped = true);
        _simulation.System.Stop(agent);
        Agent = ActorRefs.Nobody;
        if (!_simulation.RunUntil(() => stopped, StopLimit))
        {
            throw new TimeoutException($"the agent of {Name} did not end within {StopLimit.TotalSeconds} simulated seconds");
        }
    }

    /// <summary>Writes the manifest of a static pod.</summary>
    /// <param name="file">Name of the file, e.g. <c>web.yaml</c>.</param>
    /// <param name="manifest">YAML or JSON.</param>
    public void WriteManifest(string file, string manifest) => Host.Write(Path.Combine(ManifestDirectory, file), manifest);

    /// <summary>Deletes a manifest.</summary>
    public void DeleteManifest(string file) => Host.Delete(Path.Combine(ManifestDirectory, file));
}
