using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>Asks for a token of a service account, bound to a pod; the sender gets exactly one <see cref="TokenIssued"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Namespace">Namespace of account and pod.</param>
/// <param name="Account">Name of the service account.</param>
/// <param name="PodName">The pod that the token ends with.</param>
/// <param name="PodUid">Its UID.</param>
/// <param name="Audience">For whom it is; empty: the API server.</param>
/// <param name="Seconds">How long it is to be valid.</param>
internal sealed record RequestToken(
    CallId Id, string Namespace, string Account, string PodName, string PodUid, string Audience, long Seconds);
