namespace Agent.Node.NodeStatus;

/// <summary>The machine's part of a node's facts.</summary>
/// <param name="Facts">What could be read.</param>
/// <param name="Errors">What could not.</param>
internal sealed record HostFacts(NodeFactsRead Facts, IReadOnlyList<string> Errors);
