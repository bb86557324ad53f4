using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>What the status of a pod says once nothing of it runs: every container that began has ended.</summary>
internal static class PodFinalization
{
    /// <summary>The statuses of regular containers: if the pod ever was initialised, all have ended.</summary>
    public static IReadOnlyList<V1ContainerStatus> Regular(
        V1Pod pod, IReadOnlyList<V1ContainerStatus> init, IReadOnlyList<V1ContainerStatus> regular) =>
        WasInitialized(pod, init, regular) ? [.. regular.Select(End)] : regular;

    /// <summary>The statuses of init containers: those up to the last that began have ended, at least the first.</summary>
    public static IReadOnlyList<V1ContainerStatus> Init(IReadOnlyList<V1ContainerStatus> init)
    {
        var begun = init.Count;
        while (begun > 1 && init[begun - 1].State?.Waiting is not null && init[begun - 1].LastState?.Terminated is null)
        {
            begun--;
        }

        return [.. init.Select((status, index) => index < begun ? End(status) : status)];
    }

    private static V1ContainerStatus End(V1ContainerStatus status) => status.State?.Terminated is not null
        ? status
        : status with { State = ContainerStatusBuilder.Lost(), Ready = false, Started = false };

    private static bool WasInitialized(V1Pod pod, IReadOnlyList<V1ContainerStatus> init, IReadOnlyList<V1ContainerStatus> regular)
    {
        if (init.Count == 0 || regular.Any(s => s.LastState?.Terminated is not null || s.State?.Waiting is null))
        {
            return true;
        }

        var last = init[^1];
        return pod.Spec.InitContainers![^1].IsSidecar()
            ? last.Started is true
            : last.State?.Terminated is { ExitCode: 0 } || last.LastState?.Terminated is { ExitCode: 0 };
    }
}
