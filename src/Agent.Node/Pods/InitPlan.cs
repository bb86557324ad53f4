using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Probes;
using Agent.Node.Resizing;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>What the containers of a pod with a good sandbox do next: init containers one after the other, then the regular ones.</summary>
internal static class InitPlan
{
    /// <summary>The next actions.</summary>
    public static IReadOnlyList<PodAction> Next(PodView view, V1Pod pod, SandboxInstance sandbox)
    {
        var actions = new List<PodAction>();
        Debug(view, sandbox, actions);
        var initialized = Initialize(view, pod, sandbox, actions, out var failed);
        if (failed)
        {
            return [new PodAction.EndPod("Failed")];
        }

        if (initialized)
        {
            var alive = false;
            foreach (var record in view.Containers.Where(c => c.Kind == ContainerKind.Regular))
            {
                alive |= Keep(view, pod, sandbox, record, actions);
            }

            if (!alive)
            {
                // Sidecars end with the containers they serve.
                return [new PodAction.EndPod("Completed")];
            }
        }

        Prune(view, actions);
        return actions;
    }

    /// <summary>Runs the init sequence; true once every init container has done its part.</summary>
    private static bool Initialize(PodView view, V1Pod pod, SandboxInstance sandbox, List<PodAction> actions, out bool failed)
    {
        failed = false;
        var inits = view.Containers.Where(c => c.Kind is ContainerKind.Init or ContainerKind.Sidecar).ToList();

        // Once a regular container was created in this sandbox the pod counts as initialised, for good.
        var initialized = view.Containers.Any(c => c.Kind == ContainerKind.Regular && (InSandbox(c, sandbox)
            || (c.Phase is ContainerPhase.Creating or ContainerPhase.Starting && c.TargetSandboxId == sandbox.Id)));
        if (initialized)
        {
            KeepSidecars(view, pod, sandbox, inits, actions);
            return true;
        }

        // The last one that was begun is the one it is about; those before have done their part, and sidecars go on with it.
        var current = inits.FindLastIndex(c => InSandbox(c, sandbox) || (c.IsInProgress && c.TargetSandboxId == sandbox.Id));
        KeepSidecars(view, pod, sandbox, inits.Take(current + 1), actions);
        if (current >= 0 && !IsDone(pod, inits[current], sandbox))
        {
            var record = inits[current];
            if (record.Kind == ContainerKind.Init)
            {
                failed = HasFailed(record, sandbox)
                    && !RestartRules.ShouldRestart(pod, PodSpecs.Container(pod, record.Name), NonZero(record.Instance!));
                Begin(record, sandbox, actions);
            }

            return false;
        }

        if (current + 1 == inits.Count)
        {
            return true;
        }

        Begin(inits[current + 1], sandbox, actions);
        return false;
    }

    /// <summary>An init container has succeeded; a sidecar runs and has started.</summary>
    private static bool IsDone(V1Pod pod, ContainerRecord record, SandboxInstance sandbox) => record.Kind == ContainerKind.Sidecar
        ? record is { Phase: ContainerPhase.Running, Started: true } && !HasChanged(pod, record)
        : HasSucceeded(record, sandbox);

    /// <summary>Ephemeral containers start once and whatever else the pod does; what has an instance is never started again.</summary>
    private static void Debug(PodView view, SandboxInstance sandbox, List<PodAction> actions)
    {
        foreach (var record in view.Containers.Where(c => c is { Kind: ContainerKind.Ephemeral, Instance: null, InstanceIds.Count: 0 }))
        {
            Begin(record, sandbox, actions);
        }
    }

    private static void KeepSidecars(
        PodView view, V1Pod pod, SandboxInstance sandbox, IEnumerable<ContainerRecord> inits, List<PodAction> actions)
    {
        foreach (var record in inits.Where(c => c.Kind == ContainerKind.Sidecar))
        {
            KeepSidecar(view, pod, sandbox, record, actions);
        }
    }

    private static void KeepSidecar(PodView view, V1Pod pod, SandboxInstance sandbox, ContainerRecord record, List<PodAction> actions)
    {
        if (record.Phase == ContainerPhase.Running)
        {
            StopIfDue(view, pod, record, actions);
        }
        else
        {
            Begin(record, sandbox, actions);
        }
    }

    /// <summary>Keeps a regular container as its spec says; true if it runs or will.</summary>
    private static bool Keep(PodView view, V1Pod pod, SandboxInstance sandbox, ContainerRecord record, List<PodAction> actions)
    {
        var container = PodSpecs.Container(pod, record.Name);
        if (record.Phase == ContainerPhase.Running)
        {
            StopIfDue(view, pod, record, actions);
            return true;
        }

        if (record.Phase == ContainerPhase.Recovering)
        {
            // Its actor failed and the runtime's account is on its way: it may well run, so the pod is not over.
            return true;
        }

        if (record.Phase == ContainerPhase.Stopping)
        {
            return RestartRules.ShouldRestartAfterKill(pod, container);
        }

        if (!RestartRules.WillStart(pod, container, record))
        {
            return false;
        }

        Begin(record, sandbox, actions);
        return true;
    }

    private static void Begin(ContainerRecord record, SandboxInstance sandbox, List<PodAction> actions)
    {
        if (record.Phase == ContainerPhase.Running)
        {
            return;
        }

        if (!record.IsInProgress || (record.TargetSandboxId != sandbox.Id && record.Phase is not (ContainerPhase.Stopping or ContainerPhase.Recovering)))
        {
            actions.Add(new PodAction.StartContainer(record.Name, sandbox.Id));
        }
    }

    /// <summary>Stops a running container whose definition changed or whose probe failed; gives it other resources.</summary>
    private static void StopIfDue(PodView view, V1Pod pod, ContainerRecord record, List<PodAction> actions)
    {
        var container = PodSpecs.Container(pod, record.Name);
        if (HasChanged(pod, record))
        {
            actions.Add(new PodAction.StopContainer(
                record.Name, "its definition changed", GracePeriod.Effective(view.Grace, pod, null), $"Container {record.Name} definition changed, will be restarted"));
        }
        else if (record.FailedProbe is { } kind)
        {
            var probe = kind.ToString().ToLowerInvariant();
            var restarts = record.Kind == ContainerKind.Sidecar || RestartRules.ShouldRestartAfterKill(pod, container);
            actions.Add(new PodAction.StopContainer(
                record.Name,
                $"its {probe} probe failed: {record.Report(kind).Detail}",
                GracePeriod.ForProbe(pod, container.Probe(kind)),
                $"Container {record.Name} failed {probe} probe" + (restarts ? ", will be restarted" : "")));
        }
        else if (ResizePlan.Next(view, pod, record) is { } resize)
        {
            actions.Add(resize);
        }
    }

    private static bool HasChanged(V1Pod pod, ContainerRecord record) =>
        record.Instance is { } instance && RestartRules.HasChanged(PodSpecs.Container(pod, record.Name), instance);

    private static bool InSandbox(ContainerRecord record, SandboxInstance sandbox) =>
        record.Instance is { } instance && (instance.SandboxId == sandbox.Id || instance.SandboxId.Length == 0);

    private static bool HasSucceeded(ContainerRecord record, SandboxInstance sandbox) =>
        InSandbox(record, sandbox) && record.Instance is { State: ContainerInstanceState.Exited, ExitCode: 0, Reason: not "OOMKilled" };

    private static bool HasFailed(ContainerRecord record, SandboxInstance sandbox) =>
        InSandbox(record, sandbox) && record.Instance is { State: ContainerInstanceState.Exited } && !HasSucceeded(record, sandbox);

    // Killed for its memory counts as failed even with exit code 0.
    private static int NonZero(ContainerInstance instance) => instance.ExitCode != 0 ? instance.ExitCode : 137;

    /// <summary>Of each name the newest dead instance is kept beside the newest instance; older ones go with their logs.</summary>
    private static void Prune(PodView view, List<PodAction> actions)
    {
        foreach (var record in view.Containers)
        {
            if (record.Phase == ContainerPhase.Running && record.InstanceIds.Count > 2)
            {
                actions.Add(new PodAction.RemoveContainers([.. record.InstanceIds.Skip(2)]));
            }
        }

        // Sandboxes of earlier attempts go once nothing that is kept belongs to them.
        var kept = view.Containers.SelectMany(c => new[] { c.Instance?.SandboxId, c.Previous?.SandboxId }).ToHashSet();
        var settled = view.Containers.All(c => c.Kind != ContainerKind.Regular || (c.Phase == ContainerPhase.Running && c.InstanceIds.Count <= 2));
        var old = view.Sandboxes.Skip(1).Where(s => !s.Ready && !kept.Contains(s.Id)).Select(s => s.Id).ToList();
        if (settled && old.Count > 0)
        {
            actions.Add(new PodAction.RemoveSandboxes(old));
        }
    }
}
