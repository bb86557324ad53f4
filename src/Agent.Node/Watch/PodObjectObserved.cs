using Agent.Kubernetes;

namespace Agent.Node.Watch;

/// <summary>A pod's object in the API server has changed, or is gone; for who compares what was written with what is there.</summary>
/// <param name="Pod">The object; of a deleted one its last state.</param>
/// <param name="IsDeleted">It is gone.</param>
internal sealed record PodObjectObserved(V1Pod Pod, bool IsDeleted);
