using Agent.Cri;
using Agent.Kubernetes.Api;
using Agent.Node.Host;

namespace Agent.Node.Hosting;

/// <summary>The ports to the world, each with a real and a simulated implementation.</summary>
/// <param name="Runtime">CRI RuntimeService.</param>
/// <param name="Images">CRI ImageService.</param>
/// <param name="Host">Files of the host.</param>
/// <param name="Api">The API server; null: standalone, without one.</param>
/// <param name="HeartbeatConnections">The connections that leases and node status go over; null: there is nothing to close.</param>
public sealed record NodePorts(
    IRuntimeService Runtime,
    IImageService Images,
    IHost Host,
    IApiServer? Api = null,
    IHeartbeatConnections? HeartbeatConnections = null);
