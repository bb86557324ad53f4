using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Resizing;

namespace Agent.Node.Status;

/// <summary>The conditions of a pod that the node agent writes.</summary>
internal static class PodConditions
{
    private const string PodCompleted = "PodCompleted";

    private const string PodFailed = "PodFailed";

    private const string UnknownContainerStatuses = "UnknownContainerStatuses";

    /// <summary>The conditions in the order they are written; a transition time changes only with the status.</summary>
    /// <param name="view">The pod.</param>
    /// <param name="pod">Its spec, and in its status the conditions of others.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="init">Statuses of init containers.</param>
    /// <param name="regular">Statuses of regular containers.</param>
    /// <param name="before">The conditions as last built, else as the API has them.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<V1PodCondition> Build(
        PodView view,
        V1Pod pod,
        string phase,
        IReadOnlyList<V1ContainerStatus> init,
        IReadOnlyList<V1ContainerStatus> regular,
        IReadOnlyList<V1PodCondition>? before,
        DateTimeOffset now)
    {
        var containers = ContainersReady(pod, phase, init, regular);
        var conditions = new List<V1PodCondition>(6);
        if (view.EndStatus is { IsDisruption: true } end)
        {
            conditions.Add(new V1PodCondition
            {
                Type = PodConditionTypes.DisruptionTarget,
                Status = "True",
                Reason = "TerminationByKubelet",
                Message = end.Message,
            });
        }

        conditions.InsertRange(0, Resize(view));
        conditions.Add(Of(
            PodConditionTypes.ReadyToStartContainers, !SandboxDecision.For(pod.Spec.HostNetwork ?? false, view.Sandboxes).Needed));
        conditions.Add(Initialized(pod, phase, init, regular, before));
        conditions.Add(Ready(pod, containers));
        conditions.Add(containers);
        conditions.Add(Of(PodConditionTypes.Scheduled, true));
        if (RestartingAll(view, pod, phase) is { } restarting)
        {
            conditions.Add(restarting);
        }

        return [.. conditions.Select(c => Stamp(c, pod.Metadata.Generation, before, now))];
    }

    /// <summary>Ready and ContainersReady of a pod in a terminal phase: never True.</summary>
    public static V1PodCondition Terminal(string type, string phase) =>
        False(type, phase == PodPhases.Succeeded ? PodCompleted : PodFailed);

    /// <summary>The condition of that type, or null.</summary>
    public static V1PodCondition? Find(IReadOnlyList<V1PodCondition>? conditions, string type) =>
        conditions?.FirstOrDefault(c => c.Type == type);

    private static V1PodCondition Stamp(
        V1PodCondition condition, long? generation, IReadOnlyList<V1PodCondition>? before, DateTimeOffset now)
    {
        var old = Find(before, condition.Type);
        return condition with
        {
            ObservedGeneration = condition.Type == PodConditionTypes.AllContainersRestarting ? null : condition.ObservedGeneration ?? generation,
            LastTransitionTime = old?.Status == condition.Status && old.LastTransitionTime is { } since
                ? since
                : KubernetesTime.ToSeconds(now),
        };
    }

    private static IEnumerable<V1PodCondition> Resize(PodView view)
    {
        if (view.ResizePending is { } pending)
        {
            yield return Of(PodConditionTypes.ResizePending, true) with
            {
                Reason = pending.Reason,
                Message = pending.Message,
                ObservedGeneration = pending.Generation,
            };
        }

        if (view.Containers.Any(c => ResizePlan.IsDue(view, c, out _, out _)))
        {
            var error = view.Containers.Select(c => c.ResizeError).FirstOrDefault(e => e.Length > 0);
            yield return Of(PodConditionTypes.ResizeInProgress, true) with { Reason = error is null ? null : "Error", Message = error };
        }
    }

    /// <summary>Only a pod with a rule that could restart all its containers has the condition.</summary>
    private static V1PodCondition? RestartingAll(PodView view, V1Pod pod, string phase) =>
        !pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).Any(RestartRules.MayRestartAll) ? null
        : PodPhases.IsTerminal(phase) ? Terminal(PodConditionTypes.AllContainersRestarting, phase)
        : view is { IsRestartingAll: true, Work: PodWork.Sync }
            ? Of(PodConditionTypes.AllContainersRestarting, true) with
            {
                Reason = "RestartAllContainersStarted",
                Message = "container exited with restart policy rule",
            }
        : Of(PodConditionTypes.AllContainersRestarting, false);

    private static V1PodCondition Initialized(
        V1Pod pod,
        string phase,
        IReadOnlyList<V1ContainerStatus> init,
        IReadOnlyList<V1ContainerStatus> regular,
        IReadOnlyList<V1PodCondition>? before)
    {
        var containers = pod.Spec.InitContainers ?? [];
        if (containers.Count > 0 && init.Count == 0)
        {
            return False(PodConditionTypes.Initialized, UnknownContainerStatuses);
        }

        var (unknown, incomplete) = Sort(
            containers.Select(c => c.Name), init, (name, s) => IsSidecar(containers, name) ? s.Started is true : s.Ready);
        if (phase == PodPhases.Succeeded && unknown.Count == 0)
        {
            return Of(PodConditionTypes.Initialized, true) with { Reason = PodCompleted };
        }

        var isSo = regular.Any(s => s.State is { Running: not null } or { Terminated: not null })
            || Find(before, PodConditionTypes.Initialized)?.Status == "True";
        var message = Message(unknown, "incomplete", incomplete);
        return isSo || message.Length == 0
            ? Of(PodConditionTypes.Initialized, true)
            : False(PodConditionTypes.Initialized, "ContainersNotInitialized", message);
    }

    private static V1PodCondition ContainersReady(
        V1Pod pod, string phase, IReadOnlyList<V1ContainerStatus> init, IReadOnlyList<V1ContainerStatus> regular)
    {
        var sidecars = (pod.Spec.InitContainers ?? []).Where(c => c.IsSidecar()).Select(c => c.Name);
        var (unknown, unready) = Sort(
            sidecars.Concat(pod.Spec.Containers.Select(c => c.Name)), [.. init, .. regular], (_, s) => s.Ready);
        if (regular.Count == 0)
        {
            return False(PodConditionTypes.ContainersReady, UnknownContainerStatuses);
        }

        if (phase == PodPhases.Failed || (phase == PodPhases.Succeeded && unknown.Count == 0))
        {
            return Terminal(PodConditionTypes.ContainersReady, phase);
        }

        var message = Message(unknown, "unready", unready);
        return message.Length == 0
            ? Of(PodConditionTypes.ContainersReady, true)
            : False(PodConditionTypes.ContainersReady, "ContainersNotReady", message);
    }

    private static V1PodCondition Ready(V1Pod pod, V1PodCondition containers)
    {
        if (containers.Status != "True")
        {
            return containers with { Type = PodConditionTypes.Ready };
        }

        var problems = new List<string>();
        foreach (var gate in pod.Spec.ReadinessGates ?? [])
        {
            var condition = Find(pod.Status.Conditions, gate.ConditionType);
            if (condition is null)
            {
                problems.Add($"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.");
            }
            else if (condition.Status != "True")
            {
                problems.Add($"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {condition.Status}");
            }
        }

        return problems.Count == 0
            ? Of(PodConditionTypes.Ready, true)
            : False(PodConditionTypes.Ready, "ReadinessGatesNotReady", string.Join(", ", problems));
    }

    private static (List<string> Unknown, List<string> Lacking) Sort(
        IEnumerable<string> names, IReadOnlyList<V1ContainerStatus> statuses, Func<string, V1ContainerStatus, bool> isGood)
    {
        var (unknown, lacking) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var status = statuses.FirstOrDefault(s => s.Name == name);
            if (status is null)
            {
                unknown.Add(name);
            }
            else if (!isGood(name, status))
            {
                lacking.Add(name);
            }
        }

        return (unknown, lacking);
    }

    private static bool IsSidecar(IReadOnlyList<V1Container> containers, string name) =>
        containers.Any(c => c.Name == name && c.IsSidecar());

    private static string Message(List<string> unknown, string what, List<string> lacking)
    {
        var parts = new List<string>(2);
        if (unknown.Count > 0)
        {
            parts.Add($"containers with unknown status: [{string.Join(' ', unknown)}]");
        }

        if (lacking.Count > 0)
        {
            parts.Add($"containers with {what} status: [{string.Join(' ', lacking)}]");
        }

        return string.Join(", ", parts);
    }

    private static V1PodCondition Of(string type, bool status) => new() { Type = type, Status = status ? "True" : "False" };

    private static V1PodCondition False(string type, string reason, string? message = null) =>
        new() { Type = type, Status = "False", Reason = reason, Message = message };
}
