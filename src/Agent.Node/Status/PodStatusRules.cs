using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;

namespace Agent.Node.Status;

/// <summary>When a status is worth a request, and when the pod's object may be deleted.</summary>
internal static class PodStatusRules
{
    /// <summary>Whether two statuses say the same; times and generations of conditions do not count.</summary>
    public static bool IsSame(V1PodStatus left, V1PodStatus right) => Timeless(left) == Timeless(right);

    /// <summary>
    /// The name of a container that a status brings back to life although it has ended for good; null: none. A new instance that
    /// the runtime really has is no such case.
    /// </summary>
    public static string? Revived(V1Pod pod, V1PodStatus before, V1PodStatus after) =>
        Revived(pod, before.ContainerStatuses, after.ContainerStatuses)
        ?? Revived(pod, before.InitContainerStatuses, after.InitContainerStatuses);

    /// <summary>Whether the final deletion of the pod's object is due.</summary>
    /// <param name="api">The object as the API server has it.</param>
    /// <param name="isMirror">It is a mirror pod: its static pod is not ended by it.</param>
    /// <param name="isGone">Nothing of the pod is left on the node.</param>
    public static bool MayDelete(V1Pod api, bool isMirror, bool isGone) =>
        isGone && !isMirror && api.Metadata.DeletionTimestamp is not null && PodPhases.IsTerminal(api.Status.Phase);

    /// <summary>Who goes first: pods that end, then those that become ready for the first time, then the rest.</summary>
    /// <param name="changed">The status to be sent.</param>
    /// <param name="api">What the API server has, as far as known.</param>
    public static StatusUrgency Urgency(PodStatusChanged changed, V1PodStatus? api) =>
        changed.IsGone || changed.Pod.Metadata.DeletionTimestamp is not null ? StatusUrgency.Deletion
        : IsReady(changed.Status) && (api is null || !IsReady(api)) ? StatusUrgency.FirstReady
        : StatusUrgency.Normal;

    private static bool IsReady(V1PodStatus status) => PodConditions.Find(status.Conditions, PodConditionTypes.Ready)?.Status == "True";

    private static V1PodStatus Timeless(V1PodStatus status) => status with
    {
        Conditions = [.. (status.Conditions ?? []).Select(c => c with { LastTransitionTime = null, LastProbeTime = null, ObservedGeneration = null })],
    };

    private static string? Revived(V1Pod pod, IReadOnlyList<V1ContainerStatus>? before, IReadOnlyList<V1ContainerStatus>? after)
    {
        foreach (var old in before ?? [])
        {
            if (old.State?.Terminated is not { } end || PodSpecs.Find(pod, old.Name) is not { } container)
            {
                continue;
            }

            var now = after?.FirstOrDefault(s => s.Name == old.Name);
            var isNewInstance = (now?.ContainerID is { } id && id != old.ContainerID)
                || now?.State?.Waiting?.Reason == RestartAllPlan.Reason;
            if (now?.State?.Terminated is null && !isNewInstance && !RestartRules.ShouldRestart(pod, container, end.ExitCode))
            {
                return old.Name;
            }
        }

        return null;
    }
}
