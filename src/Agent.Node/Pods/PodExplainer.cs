using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Containers.Files;
using Agent.Node.Explain;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.Volumes;
using Agent.Node.WellKnown;

namespace Agent.Node.Pods;

/// <summary>Makes the explanation that others read from a pod's view and journal.</summary>
internal static class PodExplainer
{
    /// <summary>The pod's explanation.</summary>
    /// <param name="view">The pod.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="nodeIps">The node's addresses, which are those of a pod on its network.</param>
    /// <param name="status">Its status; null: not built yet.</param>
    public static PodExplanation Explain(PodView view, PodJournal journal, IReadOnlyList<string> nodeIps, V1PodStatus? status = null)
    {
        var pod = view.Pod;
        var summary = pod is not null && status is not null ? PodSummary.Of(pod, status) : null;
        return new PodExplanation
        {
            PodName = pod?.Metadata.Name ?? "(orphan)",
            Namespace = pod?.Metadata.Namespace ?? "",
            Uid = view.Uid,
            Source = SourceOf(pod),
            State = journal.State,
            Reason = journal.Reason,
            WaitingFor = journal.WaitingFor,
            Since = journal.Since,
            NextTimer = journal.NextTimer,
            LastError = journal.LastError,
            Ips = view.Sandboxes.Count == 0 ? [] : view.Sandboxes[0].HostNetwork ? nodeIps : view.Sandboxes[0].Ips,
            Ports = pod is null ? [] : [.. (pod.Spec.Containers ?? []).SelectMany(c => c.Ports ?? []).Where(p => p.HostPort > 0).Select(p => $"{p.HostPort}:{p.ContainerPort}")],
            CreatedAt = view.Sandboxes.Count > 0 ? DateTimeOffset.UnixEpoch.AddTicks(view.Sandboxes[^1].CreatedAt / 100) : null,
            Containers = [.. view.Containers.Select(c => Container(view, c))],
            Volumes = [.. view.Volumes.Select(Volume)],
            Transitions = journal.Transitions,
            Phase = status?.Phase ?? "",
            Ready = summary?.Ready ?? "",
            Status = summary?.Status ?? "",
            Conditions = [.. (status?.Conditions ?? []).Select(c =>
                new ExplainedCondition(c.Type, c.Status, c.Reason ?? "", c.Message ?? "", c.LastTransitionTime ?? journal.Since))],
        };
    }

    /// <summary>The explanation of a pod whose actor crashed and rests for a while.</summary>
    public static PodExplanation Crashed(string uid, V1Pod? pod, string error, DateTimeOffset now, DateTimeOffset due) => new()
    {
        PodName = pod?.Metadata.Name ?? "(orphan)",
        Namespace = pod?.Metadata.Namespace ?? "",
        Uid = uid,
        Source = SourceOf(pod),
        State = "Crashed",
        Reason = "the agent failed on this pod",
        LastError = error,
        Since = now,
        NextTimer = new ExplainedTimer("go on", due),
    };

    /// <summary>The explanation of a pod that has no actor before the runtime has said which pods it has.</summary>
    public static PodExplanation Adopting(string uid, V1Pod pod, DateTimeOffset since, InventoryAwaited awaited) => Adopting(
        new PodExplanation
        {
            PodName = pod.Metadata.Name ?? "",
            Namespace = pod.Metadata.Namespace ?? "",
            Uid = uid,
            Source = SourceOf(pod),
            State = "",
            Since = since,
        },
        since,
        awaited);

    /// <summary>The same of a pod that an earlier actor spoke for: nothing of what that one said of its steps still holds.</summary>
    public static PodExplanation Adopting(PodExplanation pod, DateTimeOffset since, InventoryAwaited awaited) => pod with
    {
        State = "Adopting",
        Reason = "",
        WaitingFor = awaited.WaitingFor,
        Since = since,
        NextTimer = awaited.NextTimer,
        LastError = awaited.Error,
        Containers = [],
    };

    /// <summary>The same of a pod that no source has named yet, when the runtime has said which pods it has.</summary>
    public static PodExplanation AwaitingSources(PodExplanation pod, DateTimeOffset since) =>
        Adopting(pod, since, new InventoryAwaited("every pod source to be read", null, ""));

    private static VolumeExplanation Volume(VolumeRecord record) => new(
        record.Name,
        record.Kind,
        record.Phase.ToString(),
        record.Message,
        record.Path,
        record.Since,
        record.DueAt is { } due ? new ExplainedTimer(record is { Phase: VolumePhase.InUse, Failures: 0 } ? "refresh" : "retry", due) : null);

    private static string SourceOf(V1Pod? pod) => pod?.Metadata.Annotations?.GetValueOrDefault(PodAnnotations.ConfigSource) ?? "";

    private static string Timer(ContainerRecord record) => record.Hook is { } hook ? $"no more wait for the {hook}"
        : record.StopHeld ? "stop"
        : record.Phase == ContainerPhase.BackingOff ? "restart"
        : "retry";

    private static ContainerExplanation Container(PodView view, ContainerRecord record)
    {
        var exited = record.Instance is { State: ContainerInstanceState.Exited } instance ? instance : null;
        var reason = record.Reason.Length > 0 ? record.Reason : exited?.Reason ?? "";
        return new ContainerExplanation(
            record.Name,
            record.Kind.ToString().ToLowerInvariant(),
            record.Phase.ToString(),
            reason,
            record.Message.Length > 0 ? record.Message : exited is null ? "" : TerminationMessages.Of(exited),
            view.Pod is { } pod ? PodSpecs.Find(pod, record.Name)?.Image ?? "" : "",
            record.Instance?.Id ?? "",
            record.RestartCount,
            exited?.ExitCode,
            record.Since,
            record.DueAt is { } due ? new ExplainedTimer(Timer(record), due) : null)
        {
            Probes =
            [
                .. ProbeKindsExtensions.All.Where(k => record.Probes.Has(k)).Select(k => new ProbeExplanation(
                    k.ToString().ToLowerInvariant(), record.Report(k).Result.ToString(), record.Report(k).Detail)),
            ],
        };
    }
}
