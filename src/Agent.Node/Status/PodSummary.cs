using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>A pod's status in the words of <c>kubectl get pods</c>.</summary>
/// <param name="Ready">Ready regular containers of all, sidecars among both: <c>1/2</c>.</param>
/// <param name="Status">One word: Running, Completed, CrashLoopBackOff, Init:1/2, Terminating, …</param>
internal sealed record PodSummary(string Ready, string Status)
{
    /// <summary>Summarises a status.</summary>
    public static PodSummary Of(V1Pod pod, V1PodStatus status)
    {
        var sidecars = (pod.Spec.InitContainers ?? []).Where(c => c.IsSidecar()).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var shown = (status.ContainerStatuses ?? []).Concat((status.InitContainerStatuses ?? []).Where(s => sidecars.Contains(s.Name))).ToList();
        var word = pod.Metadata.DeletionTimestamp is not null ? "Terminating"
            : Initializing(status, sidecars) ?? Containers(status) ?? status.Reason ?? status.Phase ?? "Unknown";
        return new PodSummary($"{shown.Count(s => s.Ready)}/{pod.Spec.Containers.Count + sidecars.Count}", word);
    }

    private static string? Initializing(V1PodStatus status, HashSet<string> sidecars)
    {
        var all = status.InitContainerStatuses ?? [];
        for (var i = 0; i < all.Count; i++)
        {
            var isSidecar = sidecars.Contains(all[i].Name);
            if (all[i].State?.Terminated is { ExitCode: 0 } || (isSidecar && all[i].Started is true))
            {
                continue;
            }

            // A pod that runs has had its init; what a sidecar does then is told with the other containers.
            return status.Phase is PodPhases.Running or PodPhases.Succeeded && isSidecar ? null
                : all[i].State switch
                {
                    { Terminated: { } end } => "Init:" + (end.Reason ?? $"ExitCode:{end.ExitCode}"),
                    { Waiting.Reason: { } reason } when reason != "PodInitializing" => "Init:" + reason,
                    _ => $"Init:{i}/{all.Count}",
                };
        }

        return null;
    }

    private static string? Containers(V1PodStatus status)
    {
        string? word = null;
        var isRunning = false;
        foreach (var container in (status.ContainerStatuses ?? []).Reverse())
        {
            word = container.State switch
            {
                { Waiting.Reason: { } reason } => reason,
                { Terminated: { } end } => end.Reason ?? $"ExitCode:{end.ExitCode}",
                _ => word,
            };
            isRunning |= container is { Ready: true, State.Running: not null };
        }

        return word == "Completed" && isRunning
            ? PodConditions.Find(status.Conditions, PodConditionTypes.Ready)?.Status == "True" ? PodPhases.Running : "NotReady"
            : status.Reason ?? word;
    }
}
