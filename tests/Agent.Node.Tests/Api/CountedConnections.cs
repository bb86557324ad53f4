using Agent.Node.Hosting;

namespace Agent.Node.Tests.Api;

/// <summary>Counts how often the connections of heartbeats are closed.</summary>
internal sealed class CountedConnections : IHeartbeatConnections
{
    public int Resets { get; private set; }

    public void Reset() => Resets++;
}
