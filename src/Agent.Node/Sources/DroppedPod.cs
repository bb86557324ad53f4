using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>A pod of a source's set that was left out, reported as a FailedValidation event.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Reason">Why.</param>
public sealed record DroppedPod(V1Pod Pod, string Reason);
