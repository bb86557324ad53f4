using Agent.Node.Explain;

namespace Agent.Server.Local;

/// <summary>Pods, as <c>/pods</c> and <c>/explain/{namespace}/{name}</c> list them: an old and a new pod may share a name for a while.</summary>
/// <param name="Items">The pods.</param>
public sealed record PodReport(IReadOnlyList<PodExplanation> Items);
