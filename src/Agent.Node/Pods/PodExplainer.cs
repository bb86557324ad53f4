using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Explain;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;

namespace Agent.Node.Pods;

/// <summary>Makes the explanation that others read from a pod's view and journal.</summary>
internal static class PodExplainer
{
    /// <summary>The pod's explanation.</summary>
    public static PodExplanation Explain(PodView view, PodJournal journal)
    {
        var pod = view.Pod;
        return new PodExplanation
        {
            PodName = pod?.Metadata.Name ?? "(orphan)",
            Namespace = pod?.Metadata.Namespace ?? "",
            Uid = view.Uid,
            Source = pod?.Metadata.Annotations?.GetValueOrDefault(PodAnnotations.ConfigSource) ?? "",
            State = journal.State,
            Reason = journal.Reason,
            WaitingFor = journal.WaitingFor,
            Since = journal.Since,
            NextTimer = journal.NextTimer,
            LastError = journal.LastError,
            Ips = view.Sandboxes.Count > 0 ? view.Sandboxes[0].Ips : [],
            Ports = pod is null ? [] : [.. (pod.Spec.Containers ?? []).SelectMany(c => c.Ports ?? []).Where(p => p.HostPort > 0).Select(p => $"{p.HostPort}:{p.ContainerPort}")],
            CreatedAt = view.Sandboxes.Count > 0 ? DateTimeOffset.UnixEpoch.AddTicks(view.Sandboxes[^1].CreatedAt / 100) : null,
            Containers = [.. view.Containers.Select(c => Container(view, c))],
            Transitions = journal.Transitions,
        };
    }

    /// <summary>The explanation of a pod whose actor crashed and rests for a while.</summary>
    public static PodExplanation Crashed(string uid, V1Pod? pod, string error, DateTimeOffset now, DateTimeOffset due) => new()
    {
        PodName = pod?.Metadata.Name ?? "(orphan)",
        Namespace = pod?.Metadata.Namespace ?? "",
        Uid = uid,
        Source = pod?.Metadata.Annotations?.GetValueOrDefault(PodAnnotations.ConfigSource) ?? "",
        State = "Crashed",
        Reason = "the agent failed on this pod",
        LastError = error,
        Since = now,
        NextTimer = new ExplainedTimer("go on", due),
    };

    private static ContainerExplanation Container(PodView view, ContainerRecord record)
    {
        var exited = record.Instance is { State: ContainerInstanceState.Exited } instance ? instance : null;
        var reason = record.Reason.Length > 0 ? record.Reason : exited?.Reason ?? "";
        return new ContainerExplanation(
            record.Name,
            record.Kind.ToString().ToLowerInvariant(),
            record.Phase.ToString(),
            reason,
            record.Message.Length > 0 ? record.Message : exited?.Message ?? "",
            view.Pod is { } pod ? PodSpecs.Find(pod, record.Name)?.Image ?? "" : "",
            record.Instance?.Id ?? "",
            record.RestartCount,
            exited?.ExitCode,
            record.Since,
            record.DueAt is { } due ? new ExplainedTimer(record.Phase == ContainerPhase.BackingOff ? "restart" : "retry", due) : null);
    }
}
