using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>What was asked for by <see cref="ReadRuntimeClass"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Handler">The runtime's handler; null: not known.</param>
/// <param name="Error">Why it is not known; empty: it is.</param>
internal sealed record RuntimeClassRead(CallId Id, string? Handler, string Error);
