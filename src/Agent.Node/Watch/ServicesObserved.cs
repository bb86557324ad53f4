using Agent.Kubernetes;

namespace Agent.Node.Watch;

/// <summary>All services of the cluster, for the environment of containers; in order of namespace and name.</summary>
internal sealed record ServicesObserved(IReadOnlyList<V1Service> Services);
