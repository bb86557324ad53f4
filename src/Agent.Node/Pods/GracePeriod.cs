using Agent.Kubernetes;

namespace Agent.Node.Pods;

/// <summary>Grace-period arithmetic of a pod that terminates. It only ever shrinks.</summary>
internal static class GracePeriod
{
    /// <summary>Shortest grace of a pod, seconds.</summary>
    public const long PodMinimum = 1;

    /// <summary>Shortest time a container gets between its stop signal and SIGKILL, seconds; the kubelet's floor.</summary>
    public const long ContainerMinimum = 2;

    /// <summary>Used where neither the pod nor the kill says anything: API default, seconds.</summary>
    public const long Default = 30;

    /// <summary>The pod's effective grace in seconds, recomputed on each update while it terminates.</summary>
    /// <param name="stored">What held so far; 0: nothing yet.</param>
    /// <param name="pod">The pod; null when only the runtime knows it.</param>
    /// <param name="killOverride">The grace that a kill (eviction, preemption, orphan) demands.</param>
    public static long Effective(long stored, V1Pod? pod, long? killOverride)
    {
        var grace = stored;
        if (pod?.Metadata.DeletionGracePeriodSeconds is { } deletion && (grace == 0 || deletion < grace))
        {
            grace = deletion;
        }

        if (killOverride is { } kill && (grace == 0 || kill < grace))
        {
            grace = kill;
        }

        if (grace == 0 && pod?.Metadata.DeletionGracePeriodSeconds is null && killOverride is null)
        {
            grace = pod?.Spec.TerminationGracePeriodSeconds ?? Default;
        }

        return Math.Max(grace, PodMinimum);
    }

    /// <summary>
    /// The grace of a container that is killed for a probe, seconds: the probe's own in place of the pod's, be it longer or shorter; a
    /// deletion under way counts more.
    /// </summary>
    public static long ForProbe(V1Pod pod, V1Probe? probe) => Math.Max(
        PodMinimum,
        pod.Metadata.DeletionGracePeriodSeconds ?? probe?.TerminationGracePeriodSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? Default);

    /// <summary>The timeout of StopContainer, seconds.</summary>
    public static long ForContainer(long podGrace) => Math.Max(podGrace, ContainerMinimum);
}
