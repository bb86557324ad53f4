using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>
/// The restart of all containers that an exit asks for (action RestartAllContainers of a restart rule): what runs is stopped
/// without grace, every instance is removed, those whose exit asked for it last, so that the wish outlives a crash of the
/// agent; then the pod begins with its first init container in the same sandbox.
/// </summary>
internal static class RestartAllPlan
{
    /// <summary>Reason of the stops and of the state shown meanwhile.</summary>
    public const string Reason = "RestartingAllContainers";

    /// <summary>The next actions; null: no such restart is asked for.</summary>
    public static IReadOnlyList<PodAction>? Next(PodView view, V1Pod pod)
    {
        if (!view.IsRestartingAll)
        {
            return view.Containers.FirstOrDefault(c => IsTrigger(pod, c)) is { } trigger ? [new PodAction.BeginRestartAll(trigger.Name)] : null;
        }

        var targets = view.Containers.Where(c => c.Kind != ContainerKind.Ephemeral).ToList();
        var actions = new List<PodAction>();
        foreach (var record in targets)
        {
            if (record.Phase == ContainerPhase.Running)
            {
                actions.Add(new PodAction.StopContainer(record.Name, Reason, 0));
            }
            else if (record.Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Failed)
            {
                actions.Add(new PodAction.CancelStart(record.Name));
            }
        }

        if (actions.Count > 0 || targets.Any(c => c.MayRun))
        {
            return actions;
        }

        // Regular containers before init containers, as the kubelet goes.
        foreach (var group in targets.OrderBy(c => c.Kind == ContainerKind.Regular ? 0 : 1).ToLookup(c => IsTrigger(pod, c)).OrderBy(g => g.Key))
        {
            var ids = group.SelectMany(c => c.InstanceIds).ToList();
            if (ids.Count > 0)
            {
                return [new PodAction.RemoveContainers(ids)];
            }
        }

        return [new PodAction.EndRestartAll()];
    }

    /// <summary>The record of a container whose instances are gone: it begins anew, its count and back-off go on.</summary>
    public static ContainerRecord Reset(ContainerRecord record, V1Pod pod, DateTimeOffset now) =>
        ContainerObservation.Enter(record, ContainerPhase.Waiting, now) with
        {
            Instance = null,
            Previous = null,
            InstanceIds = [],
            Failure = null,
            Failures = 0,
            TargetSandboxId = "",
            ResetCount = record.LastRestartCount >= 0 ? record.LastRestartCount + 1 : null,
            ResetExitAt = IsTrigger(pod, record) && record.Instance is { } exited
                ? DateTimeOffset.UnixEpoch.AddTicks(exited.FinishedAt / TimeSpan.NanosecondsPerTick)
                : null,
        };

    private static bool IsTrigger(V1Pod pod, ContainerRecord record) =>
        record.Kind != ContainerKind.Ephemeral
        && record.Phase is not (ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Running)
        && record.Instance is { State: ContainerInstanceState.Exited, Reason: not ContainerObservation.LostReason } exited
        && RestartRules.RestartsAll(PodSpecs.Container(pod, record.Name), exited.ExitCode);
}
