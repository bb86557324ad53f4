using Agent.ApiServer;
using Agent.ApiServer.Store;

namespace Agent.Simulation.Api;

/// <summary>
/// The API server of a simulation: the in-memory one, on the simulation's clock and seed. Each client reaches it through a
/// <see cref="SimulatedApiServer"/> of its own, with latencies and faults of its own.
/// </summary>
public sealed class SimulatedCluster
{
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromSeconds(1);

    private readonly Simulation _simulation;

    /// <summary>Makes a cluster with nothing in it but what every cluster has.</summary>
    public SimulatedCluster(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _simulation = simulation;
        Server = new StoreApiServer(new StoreApiServerOptions
        {
            Store = new StoreOptions { Time = simulation.Time, Random = simulation.RandomFor("cluster") },
        });
        simulation.Schedule(PulsePeriod, Pulse);
    }

    /// <summary>The server; calls to it are answered at once and never fail on the way.</summary>
    public StoreApiServer Server { get; }

    /// <summary>The server as one client reaches it.</summary>
    /// <param name="client">Who asks, e.g. a node's name.</param>
    /// <param name="latency">How long requests take.</param>
    public SimulatedApiServer Connect(string client, Ports.LatencyRange latency) => new(_simulation, this, client, latency);

    private void Pulse()
    {
        Server.Pulse();
        _simulation.Schedule(PulsePeriod, Pulse);
    }
}
