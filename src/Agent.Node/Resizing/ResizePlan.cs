using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;

namespace Agent.Node.Resizing;

/// <summary>What brings running containers to the resources that have been granted. One that does not run gets them when it starts.</summary>
internal static class ResizePlan
{
    /// <summary>The next action for a running container; null: nothing is to be done, or it is under way.</summary>
    public static PodAction? Next(PodView view, V1Pod pod, ContainerRecord record)
    {
        if (view.IsResizeHeld || record.Resizing is not null || record.ResizeDueAt is not null || !IsDue(view, record, out var actual, out var wanted))
        {
            return null;
        }

        var container = PodSpecs.Container(pod, record.Name);
        return NeedsRestart(container, actual, wanted)
            ? new PodAction.StopContainer(
                record.Name, "its new resources need a restart", GracePeriod.Effective(view.Grace, pod, null), $"Container {record.Name} resize requires restart")
            : new PodAction.ResizeContainer(record.Name, wanted);
    }

    /// <summary>Whether a container that runs has other resources than those granted.</summary>
    public static bool IsDue(PodView view, ContainerRecord record, out RuntimeResources actual, out RuntimeResources wanted)
    {
        (actual, wanted) = (record.Actuated!, null!);
        return record.Phase == ContainerPhase.Running && record.Kind is ContainerKind.Regular or ContainerKind.Sidecar
            && actual is not null && view.Granted.TryGetValue(record.Name, out wanted!) && actual != wanted;
    }

    private static bool NeedsRestart(V1Container container, RuntimeResources actual, RuntimeResources wanted)
    {
        var cpu = (actual.CpuShares, actual.CpuQuota, actual.CpuPeriod) != (wanted.CpuShares, wanted.CpuQuota, wanted.CpuPeriod);
        var memory = actual.MemoryLimit != wanted.MemoryLimit;
        return (container.ResizePolicy ?? []).Any(p =>
            p.RestartPolicy == "RestartContainer" && ((p.ResourceName == "cpu" && cpu) || (p.ResourceName == "memory" && memory)));
    }
}
