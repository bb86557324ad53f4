using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>The node's object as the API server has it; told when it is first known and when anything but heartbeats changes.</summary>
internal sealed record NodeKnown(V1Node Node);
