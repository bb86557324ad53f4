using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.Status;

namespace Agent.Node.Pods;

/// <summary>How long a pod may be active: spec.activeDeadlineSeconds, counted from its start.</summary>
internal static class ActiveDeadline
{
    /// <summary>The reason in status, journal and event.</summary>
    public const string Reason = "DeadlineExceeded";

    /// <summary>The kubelet's message.</summary>
    public const string Message = "Pod was active on the node longer than the specified deadline";

    /// <summary>When the pod was first known here: as its status says, else, for a static pod, when its oldest sandbox was made.</summary>
    /// <param name="view">The pod.</param>
    /// <param name="before">Its status as last built, else as the API has it.</param>
    public static DateTimeOffset? Begun(PodView view, V1PodStatus? before) =>
        before?.StartTime is { } start ? start
        : view.Pod?.IsStatic() == true && view.Sandboxes.Count > 0
            ? KubernetesTime.ToSeconds(DateTimeOffset.UnixEpoch.AddTicks(view.Sandboxes[^1].CreatedAt / TimeSpan.NanosecondsPerTick))
            : null;

    /// <summary>When its time is over; null: never, or it has not begun.</summary>
    public static DateTimeOffset? Of(PodView view, V1PodStatus? before) =>
        view.Pod?.Spec.ActiveDeadlineSeconds is { } seconds && Begun(view, before) is { } begun ? begun.AddSeconds(seconds) : null;

    /// <summary>What ends the pod now; null: its time is not over, or it ends already.</summary>
    public static PodAction.EndPod? End(PodView view, DateTimeOffset now) =>
        view is { Work: PodWork.Sync, Adopted: true, DeadlineAt: { } deadline } && deadline <= now
            ? new PodAction.EndPod(Reason, new PodEndStatus(Reason, Message, IsDisruption: false))
            : null;
}
