using Microsoft.Extensions.Logging;

namespace Agent.Node.Hosting;

/// <summary>What every actor of one node gets: its options, its ports to the world, its clock, its randomness, its loggers.</summary>
/// <param name="Options">The node's options.</param>
/// <param name="Ports">The ports to the runtime and the host.</param>
/// <param name="Time">The clock; virtual in simulations.</param>
/// <param name="Random">Seeded randomness, used by this node's actors only.</param>
/// <param name="Loggers">Loggers; Serilog is the provider in the daemon.</param>
/// <param name="Board">Where the actors publish what they know, for readers outside the actor system.</param>
public sealed record NodeServices(
    NodeOptions Options,
    NodePorts Ports,
    TimeProvider Time,
    Random Random,
    ILoggerFactory Loggers,
    Explain.ExplainBoard Board)
{
    /// <summary>When the agent started.</summary>
    internal DateTimeOffset StartedAt { get; } = Time.GetUtcNow();

    /// <summary>What outlives a crash of the actor that knows it.</summary>
    internal NodeMemory Memory { get; } = new();
}
