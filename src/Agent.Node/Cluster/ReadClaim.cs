using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>Asks for a PersistentVolumeClaim and the volume it is bound to; the sender gets exactly one <see cref="ClaimRead"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Namespace">Namespace of the claim.</param>
/// <param name="Name">Name of the claim.</param>
internal sealed record ReadClaim(CallId Id, string Namespace, string Name);
