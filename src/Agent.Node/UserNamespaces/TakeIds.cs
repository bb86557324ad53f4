using Agent.Node.Runtime;

namespace Agent.Node.UserNamespaces;

/// <summary>Asks for a pod's block of ids; the sender gets exactly one <see cref="IdsTaken"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="PodUid">The pod.</param>
internal sealed record TakeIds(CallId Id, string PodUid);
