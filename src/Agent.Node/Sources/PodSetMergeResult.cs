using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>What a new set of pods makes of the pods known of a source.</summary>
/// <param name="Pods">The pods now known, by UID.</param>
/// <param name="Changes">What changed, in the order to deliver: removals, additions, updates, deletions, reconciliations.</param>
/// <param name="Dropped">Pods of the set that were left out.</param>
public sealed record PodSetMergeResult(
    ImmutableSortedDictionary<string, V1Pod> Pods,
    IReadOnlyList<PodChange> Changes,
    IReadOnlyList<DroppedPod> Dropped);
