using Agent.Cri.Protocol;
using Agent.Node.Events;
using Agent.Node.Images;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>The stopping half: stop with grace, escalate when the runtime does not do it, give up starts when the pod ends.</summary>
internal sealed partial class ContainerActor
{
    private bool _halted;
    private long _stopBegan;

    private void OnStop(Stop stop)
    {
        if (_record.Phase == ContainerPhase.Stopping)
        {
            Shorten(Pods.GracePeriod.ForContainer(stop.GraceSeconds));
            return;
        }

        if (_record.Phase is not (ContainerPhase.Running or ContainerPhase.Waiting) || _record.Instance is not { State: ContainerInstanceState.Running })
        {
            // The pod asked on an older account of this container: tell it the present one.
            Context.Parent.Tell(new Report(_record));
            return;
        }

        _grace = Pods.GracePeriod.ForContainer(stop.GraceSeconds);
        _stopAttempts = 0;
        _stopBegan = _setup.Services.Time.GetTimestamp();
        LogStopping(_setup.PodName, _record.Name, _grace, stop.Reason);
        Event(EventKind.Normal, "Killing", stop.Event.Length > 0 ? stop.Event : "Stopping container " + _record.Name);
        _hooksDone = false;
        Publish(ContainerObservation.Enter(_record with { StopReason = stop.Reason, StopHeld = stop.Held }, ContainerPhase.Stopping, Now) with
        {
            StopReason = stop.Reason,
            StopHeld = stop.Held,
        });
        if (stop.GraceSeconds > 0 && Pod is { } pod && Pods.PodSpecs.Find(pod, _record.Name)?.Lifecycle?.PreStop is { } preStop)
        {
            BeginHook(PreStop, preStop, _record.Instance.Id, TimeSpan.FromSeconds(stop.GraceSeconds));
            return;
        }

        AwaitTurn();
    }

    private void SendStop()
    {
        _stopAttempts++;

        // The first attempt gives what the hook has left of the grace, in whole seconds; later ones come after it and kill at once.
        var used = (long)_setup.Services.Time.GetElapsedTime(_stopBegan).TotalSeconds;
        var timeout = _stopAttempts == 1 ? Pods.GracePeriod.ForContainer(_grace - used) : 0;
        var id = _record.Instance!.Id;
        if (_record.DueAt is not null)
        {
            Publish(_record with { DueAt = null });
        }

        Call(CriMethod.StopContainer, new StopContainerRequest { ContainerId = id, Timeout = timeout }, Lanes.Container(id), TimeSpan.FromSeconds(timeout) + StopMargin);
    }

    private void OnStopped(CriReply reply)
    {
        if (_record.Phase != ContainerPhase.Stopping)
        {
            return;
        }

        if (reply.Failure is { IsNotFound: false } failure)
        {
            RetryStop(failure.Message);
            return;
        }

        if (reply.Failure is { IsNotFound: true })
        {
            Recover("StopContainer", reply.Failure);
            return;
        }

        ReadStatus(_record.Instance!.Id);
    }

    private void RetryStop(string why)
    {
        _awaited = default;
        var pause = RetryBackoff.Delay(_stopAttempts);
        LogStopFailed(_setup.PodName, _record.Name, _stopAttempts, why);
        Publish(_record with { Message = $"stop attempt {_stopAttempts} failed: {why}", DueAt = Now + pause });
        Timers.StartSingleTimer(Due.Instance, Due.Instance, pause);

        // Meanwhile the runtime's own account may already say that it has ended.
        Context.Parent.Tell(new NeedsReading(_record.Name));
    }

    private void OnHalt()
    {
        _halted = true;
        CancelStart();
    }

    private void CancelStart()
    {
        switch (_record.Phase)
        {
            case ContainerPhase.PullingImage:
                _setup.Images.Tell(new CancelImage(_awaited));
                Settle();
                break;
            case ContainerPhase.BackingOff or ContainerPhase.Failed:
                Settle();
                break;
            case ContainerPhase.Starting:
                AbandonPostStart();
                break;
        }
    }

    private void Settle()
    {
        Timers.Cancel(Due.Instance);
        Timers.Cancel(ShowBackOff.Instance);
        _awaited = default;
        Publish(Settled(_record, Now));
    }

    /// <summary>The record after an attempt to start was given up: that of its last instance, if any.</summary>
    internal static ContainerRecord Settled(ContainerRecord record, DateTimeOffset now) => ContainerObservation.Enter(
        record, record.Instance is { State: ContainerInstanceState.Exited } ? ContainerPhase.Exited : ContainerPhase.Waiting, now) with
    {
        Reason = record.Reason,
        Message = record.Message,
    };

    private static DateTimeOffset? FinishedAt(ContainerInstance? instance) => instance is { State: ContainerInstanceState.Exited }
        ? DateTimeOffset.UnixEpoch.AddTicks(instance.FinishedAt / 100)
        : null;

    /// <summary>The exit that the next start is judged by; after a restart of all containers that of the instance which asked for it.</summary>
    private DateTimeOffset? LastExit() => _record.Instance is null ? _record.ResetExitAt : FinishedAt(_record.Instance);
}
