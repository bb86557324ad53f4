using Agent.Node.Containers;
using Agent.Node.Explain;
using Agent.Node.Probes;

namespace Agent.Node.Pods;

/// <summary>Says in words what a pod is doing and what it waits for. Every view that is not settled has a wait or a timer.</summary>
internal static class PodNarrator
{
    /// <summary>The kubelet's reason of pods that wait for the network, in events, too.</summary>
    public const string NetworkNotReady = "NetworkNotReady";

    /// <summary>The pod's account of itself.</summary>
    public static PodAccount Describe(PodView view)
    {
        var step = DescribeStep(view);
        return view.Work switch
        {
            _ when !view.Adopted => new("Adopting", "", "the runtime's account of this pod"),
            PodWork.Sync when view.Predecessor is { } uid => new("WaitingForPredecessor", "", $"pod {uid} to be gone"),
            PodWork.Sync when step is not null => step,
            PodWork.Sync when view.AwaitsFacts => new("WaitingForNode", "", "the node's resolver configuration to be read"),
            PodWork.Sync when view.Pod?.Spec.HostNetwork != true && !view.NetworkReady =>
                new("WaitingForNetwork", NetworkNotReady, "the runtime's network to be ready"),
            PodWork.Sync when Volumes.VolumePlan.Describe(view) is { } waits => waits,
            PodWork.Sync when view.IsRestartingAll => DescribeRestart(view),
            PodWork.Sync => WithDeadline(view, DescribeContainers(view)),
            PodWork.Terminating => DescribeTermination(view, step),
            PodWork.Unmounting => Volumes.VolumePlan.Describe(view)!,
            PodWork.Terminated when view.EndStatus is { IsRejection: true } refused => new("Rejected", refused.Reason, "", null, refused.Message),
            PodWork.Terminated => new("Terminated", view.EndReason, "", null, ""),
            PodWork.Removing => new("Removing", view.EndReason, step?.WaitingFor is { Length: > 0 } wait ? wait : "containers and sandboxes to be removed", step?.NextTimer, step?.Error),
            _ => new("Finished", view.EndReason, "", null, ""),
        };
    }

    private static PodAccount? DescribeStep(PodView view) => view.Step switch
    {
        SandboxStep.Creating => new("CreatingSandbox", view.StepDetail, "RunPodSandbox"),
        SandboxStep.Stopping => new("StoppingSandbox", view.StepDetail, "StopPodSandbox"),
        SandboxStep.Reading => new("ReadingRuntime", view.StepDetail, "the runtime's account of this pod"),
        SandboxStep.Failed => new(
            "SandboxFailed", view.StepDetail, "", view.StepDueAt is { } due ? new ExplainedTimer("next attempt", due) : null, view.StepDetail),
        _ => null,
    };

    private static PodAccount DescribeRestart(PodView view)
    {
        var waits = view.Containers.Where(c => c.Kind != ContainerKind.Ephemeral && c.MayRun).Select(Wait).Where(w => w.Length > 0).ToList();
        return new("RestartingAllContainers", "", waits.Count > 0 ? string.Join(", ", waits) : "the old containers to be removed");
    }

    private static PodAccount WithDeadline(PodView view, PodAccount account) => view.DeadlineAt is { } due && account.NextTimer is null
        ? account with { NextTimer = new ExplainedTimer("active deadline", due) }
        : account;

    private static PodAccount DescribeTermination(PodView view, PodAccount? step)
    {
        var stopping = view.Containers.Where(c => c.Phase is ContainerPhase.Stopping or ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Recovering)
            .Select(c => c.Hook is { } hook ? $"the {hook} of {c.Name}"
                : c.StopHeld ? $"the turn of sidecar {c.Name}"
                : c.Phase == ContainerPhase.Stopping ? $"StopContainer of {c.Name}" : $"{c.Phase} of {c.Name} to end").ToList();
        var timer = view.Containers.Where(c => c.DueAt is not null).OrderBy(c => c.DueAt).Select(c => new ExplainedTimer(
            (c.Hook is { } hook ? $"no more wait for the {hook} of " : c.StopHeld ? "stop of " : "retry stop of ") + c.Name, c.DueAt!.Value)).FirstOrDefault();
        return stopping.Count > 0 ? new("StoppingContainers", view.EndReason, string.Join(", ", stopping), timer)
            : step ?? new("Terminating", view.EndReason, "StopPodSandbox");
    }

    private static PodAccount DescribeContainers(PodView view)
    {
        var initializing = view.Containers.FirstOrDefault(c => c.Kind == ContainerKind.Init && c.IsInProgress);
        var waits = view.Containers.Select(Wait).Where(w => w.Length > 0).ToList();
        var timer = view.Containers
            .Where(c => c.DueAt is not null)
            .OrderBy(c => c.DueAt)
            .Select(c => new ExplainedTimer(
                c.Hook is { } hook ? $"no more wait for the {hook} of {c.Name}" : (c.Phase == ContainerPhase.BackingOff ? "restart " : "retry ") + c.Name, c.DueAt!.Value))
            .FirstOrDefault();
        var probes = view.Containers.Select(Probe).Where(w => w.Length > 0).ToList();
        var error = view.Containers.Where(c => c.Message.Length > 0 && c.Phase is ContainerPhase.Failed).Select(c => c.Message).FirstOrDefault();
        var regular = view.Containers.Where(c => c.Kind == ContainerKind.Regular).ToList();
        var reason = view.Containers.Where(c => c.Phase is ContainerPhase.Failed or ContainerPhase.BackingOff).Select(c => c.Reason).FirstOrDefault() ?? "";
        if (regular.Count > 0 && regular.All(c => c.Phase == ContainerPhase.Running)
            && view.Containers.All(c => c.Kind == ContainerKind.Ephemeral || Wait(c).Length == 0))
        {
            // A container to debug with that does not start yet is told, but the pod runs.
            return new("Running", "", string.Join(", ", waits.Concat(probes)), waits.Count > 0 ? timer : null, "");
        }

        var state = initializing is not null || view.Containers.Any(c => c.Kind == ContainerKind.Init && c.Phase == ContainerPhase.Running) ? "Initializing"
            : view.Containers.Any(c => c.Phase == ContainerPhase.BackingOff) ? "BackingOff"
            : view.Containers.Any(c => c.Phase == ContainerPhase.Failed) ? "Failing"
            : waits.Count == 0 && regular.Any(c => c.Phase == ContainerPhase.Running) ? "Running"
            : "StartingContainers";
        waits.AddRange(probes);
        return new(state, reason, waits.Count > 0 ? string.Join(", ", waits) : state == "Running" ? "" : "the first container to be started", timer, error);
    }

    /// <summary>What keeps a running container from being ready, if anything does.</summary>
    private static string Probe(ContainerRecord container)
    {
        if (container.Phase != ContainerPhase.Running || container.Kind == ContainerKind.Init || container.Ready)
        {
            return "";
        }

        var kind = container.Started ? ProbeKind.Readiness : ProbeKind.Startup;
        var detail = container.Report(kind).Detail;
        return $"the {kind.ToString().ToLowerInvariant()} probe of {container.Name}" + (detail.Length > 0 ? $" ({detail})" : "");
    }

    private static string Wait(ContainerRecord container) => container.Phase switch
    {
        _ when container.Hook is { } hook => $"the {hook} of {container.Name}",
        ContainerPhase.Running when container.Kind == ContainerKind.Init => $"init container {container.Name} to finish",
        ContainerPhase.BackingOff => $"the back-off of {container.Name}",
        ContainerPhase.PullingImage => $"the image of {container.Name}" + (container.Message.Length > 0 ? $" ({container.Message})" : ""),
        ContainerPhase.Creating => $"CreateContainer of {container.Name}",
        ContainerPhase.Starting => $"StartContainer of {container.Name}",
        ContainerPhase.Stopping => $"StopContainer of {container.Name} ({container.StopReason})",
        ContainerPhase.Failed => $"the next attempt to start {container.Name}",
        ContainerPhase.Recovering => $"the runtime's account of {container.Name}",
        _ => "",
    };
}
