using Agent.Node.Hosting;
using Agent.Simulation.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Simulation.Nodes;

/// <summary>What a simulated node is made from.</summary>
public sealed record SimulatedNodeOptions
{
    /// <summary>The node's name.</summary>
    public string Name { get; init; } = "node-1";

    /// <summary>Its container runtime.</summary>
    public SimulatedRuntimeOptions Runtime { get; init; } = SimulatedRuntimeOptions.Current;

    /// <summary>Changes the agent's options, which are the defaults with the manifests' directory.</summary>
    public Func<NodeOptions, NodeOptions> Configure { get; init; } = options => options;

    /// <summary>Where the agent logs to.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The cluster that the node belongs to; null: it stands alone.</summary>
    public Api.SimulatedCluster? Cluster { get; init; }

    /// <summary>How long requests to the API server take.</summary>
    public Ports.LatencyRange ApiLatency { get; init; } = Ports.LatencyRange.Milliseconds(0.5, 5);
}
