using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>A pod's actor has built a new status, or the pod has come further in its end.</summary>
/// <param name="Pod">The pod as it is wanted.</param>
/// <param name="Status">Its status.</param>
/// <param name="MayRun">Something of it may still run: the API is not told a terminal phase yet.</param>
/// <param name="IsGone">Nothing of it is left on the node: the object may be deleted.</param>
internal sealed record PodStatusChanged(V1Pod Pod, V1PodStatus Status, bool MayRun, bool IsGone);
