namespace Agent.Node.Sources;

/// <summary>What the merged sources changed, in the order it is to be applied.</summary>
/// <param name="Changes">The changes; may be empty when only the readiness changed.</param>
/// <param name="IsComplete">
/// Every source has delivered, and the changes are additions that name every pod that is wanted: any other is to be removed.
/// </param>
internal sealed record PodChanges(IReadOnlyList<PodChange> Changes, bool IsComplete)
{
    /// <summary>Pods that were refused since the last message, as another one of their source has their name or UID.</summary>
    public IReadOnlyList<DroppedPod> Dropped { get; init; } = [];
}
