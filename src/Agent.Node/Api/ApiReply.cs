using Agent.Kubernetes.Api;
using Agent.Node.Runtime;

namespace Agent.Node.Api;

/// <summary>The answer to an <see cref="ApiCall"/>.</summary>
/// <param name="Id">The caller's identity of the call.</param>
/// <param name="Response">The answer where it was a success (2xx); else null.</param>
/// <param name="Failure">Why it failed; null after a success.</param>
internal sealed record ApiReply(CallId Id, ApiResponse? Response, ApiFailure? Failure);
