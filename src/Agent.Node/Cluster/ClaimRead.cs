using Agent.Kubernetes;
using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>The answer to <see cref="ReadClaim"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Claim">The claim; null: not found, or not readable.</param>
/// <param name="Volume">The volume it is bound to; null: none, or not readable.</param>
/// <param name="Error">Why something is missing; empty: nothing is.</param>
internal sealed record ClaimRead(CallId Id, V1PersistentVolumeClaim? Claim, V1PersistentVolume? Volume, string Error);
