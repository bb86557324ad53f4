using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Runtime;
using Agent.Node.Volumes;

namespace Agent.Node.Pods;

/// <summary>
/// What a pod does next: a pure function of its view. It is called after every change and says only what is not under
/// way yet; an empty answer means that the pod waits, and <see cref="PodNarrator"/> says for what.
/// </summary>
internal static class PodPlan
{
    /// <summary>The next actions, in the order they are to be begun.</summary>
    public static IReadOnlyList<PodAction> Next(PodView view, DateTimeOffset now)
    {
        if (ActiveDeadline.End(view, now) is { } end)
        {
            // Whatever is under way or hangs: its time is over.
            return [end];
        }

        if (!view.Adopted || view.Step is SandboxStep.Creating or SandboxStep.Stopping or SandboxStep.Reading)
        {
            return [];
        }

        if (view.Step == SandboxStep.Failed && view.StepDueAt > now)
        {
            return [];
        }

        return view.Work switch
        {
            PodWork.Sync => Sync(view),
            PodWork.Terminating => Terminate(view),
            PodWork.Unmounting => VolumePlan.Unmount(view),
            PodWork.Terminated => view.Unwanted ? Remove(view) : [],
            PodWork.Removing => Remove(view),
            _ => [],
        };
    }

    private static IReadOnlyList<PodAction> Sync(PodView view)
    {
        if (view.Pod is not { } pod || view.Predecessor is not null || view.AwaitsFacts)
        {
            return [];
        }

        var hostNetwork = pod.Spec.HostNetwork ?? false;
        if (!hostNetwork && !view.NetworkReady)
        {
            return [];
        }

        if (VolumePlan.Mount(view, pod) is { } awaited)
        {
            return awaited;
        }

        var sandbox = SandboxDecision.For(hostNetwork, view.Sandboxes);
        if (sandbox.Needed)
        {
            return Recreate(view, pod, sandbox);
        }

        var strangers = view.Strangers.Where(s => s.State == ContainerInstanceState.Running).ToList();
        return strangers.Count > 0
            ? [.. strangers.Select(s => new PodAction.StopStranger(s.Id, s.Name, GracePeriod.Effective(0, pod, null)))]
            : RestartAllPlan.Next(view, pod) ?? InitPlan.Next(view, pod, sandbox.Current!);
    }

    private static IReadOnlyList<PodAction> Recreate(PodView view, V1Pod pod, SandboxDecision sandbox)
    {
        var running = view.Containers.Where(c => c.MayRun && c.Phase != ContainerPhase.Stopping).ToList();
        if (running.Count > 0 || view.Containers.Any(c => c.Phase == ContainerPhase.Stopping))
        {
            return [.. StopOrder.Next(view, "the pod's sandbox is made anew: " + sandbox.Why, GracePeriod.Effective(0, pod, null))];
        }

        var ready = view.Sandboxes.Where(s => s.Ready).Select(s => s.Id).ToList();
        if (ready.Count > 0)
        {
            return [new PodAction.StopSandboxes(ready)];
        }

        if (!IsWorthASandbox(view, pod, sandbox))
        {
            return [new PodAction.EndPod("Completed")];
        }

        // Attempts to start in the old sandbox are over; in the new one each container has its turn.
        var attempts = view.Containers.Where(c => c.Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Failed).ToList();
        if (attempts.Count > 0)
        {
            return [.. attempts.Select(c => new PodAction.CancelStart(c.Name))];
        }

        // Init starts over in a new sandbox: what earlier runs left would be taken for this one's.
        var stale = view.Containers.Where(c => c.Kind is ContainerKind.Init or ContainerKind.Sidecar && c.InstanceIds.Count > 0).ToList();
        if (stale.Count > 0)
        {
            return [new PodAction.RemoveContainers([.. stale.SelectMany(c => c.InstanceIds)])];
        }

        return [new PodAction.CreateSandbox(sandbox.Attempt, sandbox.Why)];
    }

    private static bool IsWorthASandbox(PodView view, V1Pod pod, SandboxDecision sandbox)
    {
        if (RestartRules.PodPolicy(pod) == "Never" && sandbox.Attempt != 0 && view.Containers.Any(c => c.Instance is not null))
        {
            return false;
        }

        var regular = view.Containers.Where(c => c.Kind == ContainerKind.Regular).ToList();
        var anyCreated = regular.Any(c => c.Instance is not null);
        return !anyCreated || regular.Any(c => RestartRules.ShouldStart(pod, PodSpecs.Container(pod, c.Name), c.Instance));
    }

    private static IReadOnlyList<PodAction> Terminate(PodView view)
    {
        var actions = StopOrder.Next(view, view.EndReason, view.Grace).ToList();
        actions.AddRange(view.Strangers.Where(s => s.State == ContainerInstanceState.Running)
            .Select(s => new PodAction.StopStranger(s.Id, s.Name, view.Grace)));
        if (actions.Count > 0)
        {
            return actions;
        }

        if (view.Containers.Any(c => c.Phase is ContainerPhase.Stopping or ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Recovering))
        {
            return [];
        }

        var ready = view.Sandboxes.Where(s => s.Ready).Select(s => s.Id).ToList();
        return ready.Count > 0 ? [new PodAction.StopSandboxes(ready)] : VolumePlan.Unmount(view);
    }

    private static IReadOnlyList<PodAction> Remove(PodView view)
    {
        var containers = view.Containers.SelectMany(c => c.InstanceIds).Concat(view.Strangers.Select(s => s.Id)).ToList();
        if (containers.Count > 0)
        {
            return [new PodAction.RemoveContainers(containers)];
        }

        return view.Sandboxes.Count > 0
            ? [new PodAction.RemoveSandboxes([.. view.Sandboxes.Select(s => s.Id)])]
            : view.MayHaveDirectory ? [new PodAction.RemoveDirectory()] : [new PodAction.MarkFinished()];
    }
}
