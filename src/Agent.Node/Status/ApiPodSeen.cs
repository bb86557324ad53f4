using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>The API server's account of a pod of this node, mirror pods included, as the watch brings it.</summary>
internal sealed record ApiPodSeen(V1Pod Pod);
