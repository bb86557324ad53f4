using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>One change of one pod of a source.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Pod">The pod as it is now; as it last was when it is removed.</param>
public sealed record PodChange(PodChangeKind Kind, V1Pod Pod);
