using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>What changes a pod that lives: edits of its spec, its deadline, a shorter grace, the restart of all its containers.</summary>
internal sealed partial class PodActor
{
    private DateTimeOffset? _deadlineTimer;

    /// <summary>The pod's deadline follows its spec, which may change, and its start, which does not.</summary>
    private void SetDeadline()
    {
        var due = _view is { Work: PodWork.Sync, Pod: { } pod } ? ActiveDeadline.Of(_view, _status ?? pod.Status) : null;
        _view = _view with { DeadlineAt = due };
        if (due == _deadlineTimer)
        {
            return;
        }

        _deadlineTimer = due;
        if (due is { } at)
        {
            Timers.StartSingleTimer(DeadlineDue.Instance, DeadlineDue.Instance, at > Now ? at - Now : TimeSpan.Zero);
        }
        else
        {
            Timers.Cancel(DeadlineDue.Instance);
        }
    }

    private void End(PodAction.EndPod end)
    {
        if (end.Status is { } status)
        {
            // The kubelet's type, though it sounds like a warning.
            Event(EventKind.Normal, status.Reason, status.Message);
        }

        End(end.Reason, null, unwanted: false, end.Status);
    }

    /// <summary>Attempts to start that are due or wait for an image go on with the pod as it is now.</summary>
    private void Retarget()
    {
        foreach (var record in _view.Containers.Where(c => c.Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Failed))
        {
            if (_view.Work == PodWork.Sync && _view.Sandboxes.Any(s => s.Id == record.TargetSandboxId))
            {
                Start(new PodAction.StartContainer(record.Name, record.TargetSandboxId));
            }
        }
    }

    private ContainerTarget TargetOf(V1Pod pod, string name, SandboxInstance sandbox, PodSandboxConfig config)
    {
        var target = EphemeralContainers.TargetOf(pod, name);
        return new ContainerTarget(pod, PodSpecs.Container(pod, name), sandbox, config)
        {
            Volumes = _view.Volumes,
            UserIds = _userIds,
            ProcessesOf = target,
            ProcessesOfId = target.Length > 0 ? _view.Container(target)?.Instance?.Id : null,
        };
    }

    private void Shorten(long grace)
    {
        if (grace < _view.Grace)
        {
            _view = _view with { Grace = grace };
            TellGrace();
        }
    }

    private void TellGrace()
    {
        foreach (var record in _view.Containers.Where(c => c.Phase == ContainerPhase.Stopping))
        {
            TellContainer(record.Name, new ContainerActor.Stop(_view.EndReason, _view.Grace, Held: record.StopHeld));
        }
    }

    private void CancelStart(string name)
    {
        var record = _view.Container(name)!;
        _view = _view.With(ContainerActor.Settled(record, Now));
        TellContainer(name, new ContainerActor.Cancel());
    }

    private void BeginRestartAll(string name)
    {
        LogRestartingAll(PodName, name);
        _view = _view with { IsRestartingAll = true };
    }

    private void EndRestartAll()
    {
        _view = _view with { IsRestartingAll = false };
        foreach (var record in _view.Containers.Where(c => c.Kind != ContainerKind.Ephemeral))
        {
            var reset = RestartAllPlan.Reset(record, _view.Pod!, Now);
            _view = _view.With(reset);
            TellContainer(record.Name, new ContainerActor.Reset(reset));
        }
    }
}
