using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.WellKnown;

namespace Agent.Node.Sources;

/// <summary>
/// Compares the set of pods a source delivers with those known of it. A source always delivers its whole set; what is not in it
/// is gone.
/// </summary>
public static class PodSetMerge
{
    /// <summary>Annotations the agent keeps for itself; they are no difference and stay as first recorded.</summary>
    private static readonly string[] LocalAnnotations =
        [PodAnnotations.ConfigSource, PodAnnotations.ConfigMirror, PodAnnotations.ConfigSeen];

    /// <summary>No pods known yet.</summary>
    public static ImmutableSortedDictionary<string, V1Pod> None { get; } =
        ImmutableSortedDictionary.Create<string, V1Pod>(StringComparer.Ordinal);

    /// <summary>Merges a set.</summary>
    /// <param name="source">The source, one of <see cref="PodSourceNames"/>.</param>
    /// <param name="known">The pods known of this source, by UID.</param>
    /// <param name="pods">The source's whole set now; each pod has a UID.</param>
    /// <param name="now">The time, recorded as first seen of new pods.</param>
    public static PodSetMergeResult Merge(
        string source, ImmutableSortedDictionary<string, V1Pod> known, IEnumerable<V1Pod> pods, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(known);
        var (accepted, dropped) = Accept(pods);
        var changes = new List<PodChange>();
        var next = None.ToBuilder();
        foreach (var pod in accepted)
        {
            var (stored, kind) = known.TryGetValue(pod.Uid(), out var before)
                ? Compare(before, pod)
                : (FirstSeen(pod, source, now), PodChangeKind.Add);
            next[pod.Uid()] = stored;
            if (kind is { } changed)
            {
                changes.Add(new PodChange(changed, stored));
            }
        }

        var removed = known.Where(p => !next.ContainsKey(p.Key)).Select(p => new PodChange(PodChangeKind.Remove, p.Value));
        return new PodSetMergeResult(next.ToImmutable(), InOrder([.. removed, .. changes]), dropped);
    }

    private static (List<V1Pod> Accepted, List<DroppedPod> Dropped) Accept(IEnumerable<V1Pod> pods)
    {
        var accepted = new List<V1Pod>();
        var dropped = new List<DroppedPod>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var uids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pod in pods)
        {
            if (uids.TryGetValue(pod.Uid(), out var other))
            {
                dropped.Add(new DroppedPod(pod, $"the UID {pod.Uid()} is that of pod {other} of the same source"));
            }
            else if (!names.Add(pod.FullName()))
            {
                dropped.Add(
                    new DroppedPod(pod, $"another pod of the same source is named {pod.Name()} in namespace {pod.Namespace()}"));
            }
            else
            {
                uids[pod.Uid()] = pod.FullName();
                accepted.Add(pod);
            }
        }

        return (accepted, dropped);
    }

    private static V1Pod FirstSeen(V1Pod pod, string source, DateTimeOffset now) => pod with
    {
        Metadata = pod.Metadata with
        {
            Annotations = pod.Metadata.Annotations
                .With(PodAnnotations.ConfigSource, source)
                .With(PodAnnotations.ConfigSeen, KubernetesTime.FormatNano(now)),
        },
    };

    /// <summary>The pod to keep and what changed; null when nothing did that the node acts upon.</summary>
    private static (V1Pod Pod, PodChangeKind? Kind) Compare(V1Pod before, V1Pod after)
    {
        after = after with
        {
            Metadata = after.Metadata with
            {
                Annotations = after.Metadata.Annotations.WithKeysOf(before.Metadata.Annotations, LocalAnnotations),
            },
        };
        if (!SameForTheNode(before, after))
        {
            return (after, after.Metadata.DeletionTimestamp is null ? PodChangeKind.Update : PodChangeKind.Delete);
        }

        return (after, before.Status == after.Status ? null : PodChangeKind.Reconcile);
    }

    private static bool SameForTheNode(V1Pod before, V1Pod after) =>
        before.Metadata.DeletionTimestamp == after.Metadata.DeletionTimestamp
        && before.Metadata.DeletionGracePeriodSeconds == after.Metadata.DeletionGracePeriodSeconds
        && Same(before.Metadata.Labels, after.Metadata.Labels)
        && Same(before.Metadata.Annotations, after.Metadata.Annotations)
        && before.Spec == after.Spec;

    private static bool Same(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && (left is null || left.All(p => right!.TryGetValue(p.Key, out var value) && value == p.Value));

    /// <summary>By kind; among additions the oldest pods first, else as in the set.</summary>
    private static List<PodChange> InOrder(IEnumerable<PodChange> changes) =>
    [
        .. changes
            .OrderBy(c => c.Kind)
            .ThenBy(c => c.Kind == PodChangeKind.Add ? c.Pod.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue : default),
    ];
}
