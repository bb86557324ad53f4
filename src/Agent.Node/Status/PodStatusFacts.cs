namespace Agent.Node.Status;

/// <summary>What the status of every pod of a node says of the node.</summary>
/// <param name="RuntimeName">The runtime's name (CRI <c>Version</c>), which begins every container ID.</param>
/// <param name="HostIps">Addresses of the node, primary first.</param>
internal sealed record PodStatusFacts(string RuntimeName, IReadOnlyList<string> HostIps);
