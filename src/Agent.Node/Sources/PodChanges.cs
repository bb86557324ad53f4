namespace Agent.Node.Sources;

/// <summary>What the merged sources changed, in the order it is to be applied.</summary>
/// <param name="Changes">The changes; may be empty when only the readiness changed.</param>
/// <param name="IsComplete">
/// Every source has delivered, and the changes are additions that name every pod that is wanted: any other is to be removed.
/// </param>
internal sealed record PodChanges(IReadOnlyList<PodChange> Changes, bool IsComplete);
