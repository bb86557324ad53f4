using Agent.Kubernetes;
using Agent.Node.Events;

namespace Agent.Node.NodeStatus;

/// <summary>A node with its status brought up to date.</summary>
/// <param name="Node">The node.</param>
/// <param name="Events">What is to be told once the API server has it.</param>
/// <param name="Problem">What could not be found out; null: nothing.</param>
internal sealed record NodeStatusResult(V1Node Node, IReadOnlyList<RecordEvent> Events, string? Problem);
