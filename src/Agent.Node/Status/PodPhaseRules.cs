using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;

namespace Agent.Node.Status;

/// <summary>The phase of a pod, from the statuses of its containers.</summary>
internal static class PodPhaseRules
{
    /// <summary>The phase as the containers alone make it.</summary>
    /// <param name="view">The pod.</param>
    /// <param name="pod">Its spec.</param>
    /// <param name="statuses">The statuses of its init and regular containers by name.</param>
    public static string Compute(PodView view, V1Pod pod, IReadOnlyDictionary<string, V1ContainerStatus> statuses)
    {
        var initialized = IsInitialized(view);
        var waitsForInit = false;
        foreach (var record in view.Containers.Where(c => c.Kind == ContainerKind.Init))
        {
            var status = statuses[record.Name];
            if (IsFailed(pod, record, status))
            {
                return PodPhases.Failed;
            }

            waitsForInit |= status.State?.Terminated is not { ExitCode: 0 };
        }

        var (running, waiting, unknown) = (0, 0, 0);
        foreach (var record in view.Containers.Where(c => c.Kind == ContainerKind.Sidecar))
        {
            var status = statuses[record.Name];
            switch (status.State)
            {
                case { Running: not null }:
                    running++;
                    waitsForInit |= status.Started is not true && !initialized;
                    break;
                case { Terminated: not null }:
                    break;
                case { Waiting: not null } when status.LastState?.Terminated is not null:
                    break;
                case { Waiting: not null }:
                    waiting++;
                    break;
                default:
                    unknown++;
                    waitsForInit |= !initialized;
                    break;
            }
        }

        var (stopped, succeeded, restartable) = (0, 0, false);
        foreach (var record in view.Containers.Where(c => c.Kind == ContainerKind.Regular))
        {
            var status = statuses[record.Name];
            switch (status.State)
            {
                case { Running: not null }:
                    running++;
                    break;
                case { Terminated: { } end }:
                    stopped++;
                    succeeded += end.ExitCode == 0 ? 1 : 0;
                    restartable |= IsRestartable(pod, record, end.ExitCode);
                    break;
                case { Waiting: not null } when status.LastState?.Terminated is { } last:
                    stopped++;
                    restartable |= IsRestartable(pod, record, last.ExitCode);
                    break;
                case { Waiting: not null }:
                    waiting++;
                    break;
                default:
                    unknown++;
                    break;
            }
        }

        return waitsForInit || waiting > 0 ? PodPhases.Pending
            : running > 0 ? unknown == 0 ? PodPhases.Running : PodPhases.Pending
            : stopped == 0 || unknown > 0 ? PodPhases.Pending
            : view.Work >= PodWork.Terminated && !pod.IsStatic() ? Ended(stopped, succeeded)
            : restartable ? PodPhases.Running
            : Ended(stopped, succeeded);
    }

    private static string Ended(int stopped, int succeeded) => stopped == succeeded ? PodPhases.Succeeded : PodPhases.Failed;

    /// <summary>A regular container has been created in the present sandbox.</summary>
    private static bool IsInitialized(PodView view) => view.Sandboxes.Count > 0 && view.Containers.Any(c =>
        c.Kind == ContainerKind.Regular && c.Instance is { } i && (i.SandboxId.Length == 0 || i.SandboxId == view.Sandboxes[0].Id));

    private static bool IsFailed(V1Pod pod, ContainerRecord record, V1ContainerStatus status)
    {
        if (record is { ResetCount: not null, Instance: null })
        {
            return false;
        }

        var end = status.State?.Terminated ?? (status.State?.Waiting is not null ? status.LastState?.Terminated : null);
        return end is { ExitCode: not 0 } && !IsRestartable(pod, record, end.ExitCode);
    }

    private static bool IsRestartable(V1Pod pod, ContainerRecord record, int exitCode)
    {
        var container = PodSpecs.Container(pod, record.Name);
        if (record is { ResetCount: not null, Instance: null })
        {
            return true;
        }

        return record.Instance is { State: ContainerInstanceState.Exited } instance
            && (record.FailedProbe is not null || RestartRules.HasChanged(container, instance))
            ? RestartRules.ShouldRestartAfterKill(pod, container)
            : RestartRules.ShouldRestart(pod, container, exitCode);
    }
}
