using Agent.Kubernetes;

namespace Agent.Node.Watch;

/// <summary>The node's own object as the API server has it; null: there is none.</summary>
internal sealed record NodeObserved(V1Node? Node);
