using Agent.Kubernetes.Api;
using Agent.Node.Runtime;

namespace Agent.Node.Api;

/// <summary>Asks the API gateway for one request; the sender gets exactly one <see cref="ApiReply"/>.</summary>
/// <param name="Id">The caller's identity of the call, returned with the reply.</param>
/// <param name="Request">The request; never a watch.</param>
/// <param name="Priority">Who goes first under the rate limit.</param>
/// <param name="Deadline">From the moment the caller asks to the answer, retries included; null: <see cref="ApiPolicy.Deadline"/>.</param>
internal sealed record ApiCall(CallId Id, ApiRequest Request, ApiPriority Priority = ApiPriority.Normal, TimeSpan? Deadline = null);
