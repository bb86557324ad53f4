using Agent.Kubernetes.Client;
using Agent.Node.Hosting;

namespace Agent.Hosting;

/// <summary>The connections of the client that heartbeats go over.</summary>
internal sealed class HeartbeatConnections(HttpApiServer client) : IHeartbeatConnections
{
    public void Reset() => client.ResetHeartbeatConnections();
}
