using Agent.Kubernetes;
using Agent.Node.Explain;
using Agent.Node.Pods;

namespace Agent.Node.Volumes;

/// <summary>What a pod's volumes have it do, and wait for.</summary>
internal static class VolumePlan
{
    /// <summary>What is to be done before anything of the pod may start: nothing, while volumes are awaited; null: all are in place.</summary>
    public static IReadOnlyList<PodAction>? Mount(PodView view, V1Pod pod)
    {
        var used = UsedVolumes.Of(pod);
        return used.Any(v => view.Volumes.All(r => r.Name != v.Name)) ? [new PodAction.MountVolumes()]
            : view.Volumes.Any(v => v.Phase != VolumePhase.InUse) ? []
            : null;
    }

    /// <summary>What is to be done when nothing of the pod runs any more.</summary>
    public static IReadOnlyList<PodAction> Unmount(PodView view)
    {
        var isLeft = view.Volumes.Any(v => v.Phase != VolumePhase.Unmounted)
            || (view.Volumes.IsEmpty && view.Pod is { } pod && UsedVolumes.Of(pod).Any());
        return !isLeft ? [new PodAction.MarkTerminated()]
            : view.Work == PodWork.Unmounting ? []
            : [new PodAction.UnmountVolumes()];
    }

    /// <summary>What the pod says while it waits for volumes; null: it does not.</summary>
    public static PodAccount? Describe(PodView view)
    {
        var awaited = view.Volumes.Where(v => view.Work == PodWork.Unmounting ? v.Phase != VolumePhase.Unmounted : v.Phase != VolumePhase.InUse).ToList();
        if (awaited.Count == 0)
        {
            return view.Work == PodWork.Unmounting ? new PodAccount("Unmounting", view.EndReason, "its volumes to be unmounted") : null;
        }

        var next = awaited.Where(v => v.DueAt is not null).OrderBy(v => v.DueAt).FirstOrDefault();
        var error = awaited.Where(v => v is { Failures: > 0, Message.Length: > 0 }).Select(v => $"volume {v.Name}: {v.Message}").FirstOrDefault();
        return new PodAccount(
            view.Work == PodWork.Unmounting ? "Unmounting" : "WaitingForVolumes",
            view.Work == PodWork.Unmounting ? view.EndReason : error ?? "",
            string.Join(", ", awaited.Select(v => $"volume {v.Name}{(v.Message.Length > 0 && v.Failures == 0 ? $" ({v.Message})" : "")}")),
            next is null ? null : new ExplainedTimer($"{(view.Work == PodWork.Unmounting ? "unmount" : "mount")} {next.Name}", next.DueAt!.Value),
            error);
    }
}
