using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>What was asked for by <see cref="ReadObjects"/>.</summary>
internal sealed record ObjectsRead(CallId Id, ClusterObjects Objects);
