using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>Asks for the handler of a RuntimeClass; the sender gets exactly one <see cref="RuntimeClassRead"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Name">Name of the RuntimeClass.</param>
internal sealed record ReadRuntimeClass(CallId Id, string Name);
