using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>The addresses of a node.</summary>
/// <param name="Addresses">The addresses; null: those that the object has stay.</param>
/// <param name="ProvidedNodeIp">Value of the annotation for the cloud controller; null: none, an old one is removed.</param>
/// <param name="Error">Why no address is known; then nothing changes.</param>
internal sealed record NodeAddressResult(IReadOnlyList<V1NodeAddress>? Addresses, string? ProvidedNodeIp, string? Error);
