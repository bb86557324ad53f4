using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Explain;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.Tests.Status;

namespace Agent.Node.Tests.Pods;

/// <summary>
/// A pod's decisions with a runtime of which each thing may go well or wrong: carries out what <see cref="PodPlan"/> says as
/// the actors do, and checks after each step what must hold whatever happens.
/// </summary>
internal sealed class PodModel
{
    private static readonly string[] Settled = ["Running", "Terminated", "Rejected", "Finished"];

    private readonly List<ContainerInstance> _runtime = [];
    private readonly List<SandboxInstance> _sandboxes = [];
    private readonly Dictionary<string, int> _lastCount = [];
    private readonly V1Pod _pod;
    private DateTimeOffset _now = PodViews.Now;
    private V1PodStatus? _status;
    private PodWork _furthest;
    private int _ids;

    public PodModel(V1Pod pod)
    {
        _pod = pod;
        View = PodViews.View(pod);
    }

    public PodView View { get; private set; }

    public V1PodStatus Status => _status!;

    public IEnumerable<ContainerInstance> Alive => _runtime.Where(i => i.State == ContainerInstanceState.Running);

    /// <summary>One step: what the outside does, then what the plan makes of it.</summary>
    public void Do(ModelStep step)
    {
        _now = _now.AddSeconds(step.Seconds);
        Happen(step);
        Advance(step.Luck);
        Check();
    }

    /// <summary>Everything goes well from now on, until nothing more happens.</summary>
    public void Settle(int limit)
    {
        for (var i = 0; i < limit && View.Work < PodWork.Terminated; i++)
        {
            Do(new ModelStep(ModelEvent.Answer, 0, 0, 0, 400));
        }
    }

    public void Kill(bool unwanted)
    {
        View = View with
        {
            Grace = GracePeriod.Effective(View.Grace, _pod, null),
            EndReason = View.EndReason.Length > 0 ? View.EndReason : "Deleted",
            Unwanted = View.Unwanted || unwanted,
            Work = View.Work == PodWork.Sync ? PodWork.Terminating : View.Work,
        };
        foreach (var record in View.Containers.Where(c => c.Phase is ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Failed))
        {
            View = View.With(ContainerActor.Settled(record, _now));
        }
    }

    private void Happen(ModelStep step)
    {
        var name = View.Containers[step.Container % View.Containers.Length].Name;
        switch (step.Event)
        {
            case ModelEvent.Exit:
                Change(i => i.Name == name && i.State == ContainerInstanceState.Running, i => Ended(i, step.Code));
                break;
            case ModelEvent.Vanish:
                _runtime.RemoveAll(i => i.Name == name && i.State == ContainerInstanceState.Exited);
                break;
            case ModelEvent.SandboxDies:
                Change(i => i.State == ContainerInstanceState.Running, i => Ended(i, 137));
                for (var i = 0; i < _sandboxes.Count; i++)
                {
                    _sandboxes[i] = _sandboxes[i] with { Ready = false };
                }

                break;
            case ModelEvent.ActorCrashes:
                var record = View.Container(name)!;
                View = View.With(ContainerObservation.Enter(record, ContainerPhase.Recovering, _now));
                break;
            case ModelEvent.Answer:
                Answer(step.Luck);
                break;
            case ModelEvent.Kill:
                Kill(unwanted: false);
                break;
            case ModelEvent.Deadline:
                View = View with { DeadlineAt = _now };
                break;
        }

        if (step.Event != ModelEvent.ActorCrashes)
        {
            Observe();
        }
    }

    /// <summary>What is under way ends, well or not.</summary>
    private void Answer(int luck)
    {
        foreach (var record in View.Containers)
        {
            switch (record.Phase)
            {
                case ContainerPhase.BackingOff or ContainerPhase.Failed when record.DueAt <= _now && View.Work == PodWork.Sync:
                    View = View.With(ContainerObservation.Enter(record, ContainerPhase.PullingImage, _now));
                    break;
                case ContainerPhase.PullingImage:
                    View = View.With(luck % 5 == 4
                        ? ContainerObservation.Enter(record, ContainerPhase.Failed, _now) with { DueAt = _now.AddSeconds(10), Failure = new StartFailure("ErrImagePull", "") }
                        : ContainerObservation.Enter(record, ContainerPhase.Creating, _now));
                    break;
                case ContainerPhase.Creating:
                    Create(record, luck);
                    break;
                case ContainerPhase.Stopping when !record.StopHeld && luck % 3 != 2:
                    Change(i => i.Name == record.Name && i.State == ContainerInstanceState.Running, i => Ended(i, 143));
                    break;
                case ContainerPhase.Stopping when record.StopHeld && record.DueAt <= _now:
                    View = View.With(record with { StopHeld = false, DueAt = null });
                    break;
            }
        }
    }

    private void Create(ContainerRecord record, int luck)
    {
        var sandbox = _sandboxes.FirstOrDefault(s => s.Id == record.TargetSandboxId);
        if (record.Instance is { State: ContainerInstanceState.Created } leftover)
        {
            _runtime.RemoveAll(i => i.Id == leftover.Id);
            record = record with { Instance = null, InstanceIds = [.. record.InstanceIds.Where(i => i != leftover.Id)] };
        }

        if (sandbox is not { Ready: true })
        {
            View = View.With(ContainerObservation.Enter(record, ContainerPhase.Failed, _now) with { DueAt = _now.AddSeconds(1) });
            return;
        }

        var count = record.LastRestartCount + 1;
        Assert.Equal(_lastCount.GetValueOrDefault(record.Name, -1) + 1, count);
        _lastCount[record.Name] = count;
        Assert.DoesNotContain(Alive, i => i.Name == record.Name);
        var starts = luck % 4 != 3 && View.Work == PodWork.Sync;
        var instance = new ContainerInstance
        {
            Id = "id" + ++_ids,
            Name = record.Name,
            SandboxId = sandbox.Id,
            RestartCount = count,
            CreatedAt = _ids,
            State = starts ? ContainerInstanceState.Running : ContainerInstanceState.Created,
            Hash = ContainerHash.Compute(record.Name, "busybox:1"),
        };
        _runtime.Insert(0, instance);
        record = record with { InstanceIds = [instance.Id, .. record.InstanceIds], LastRestartCount = count };
        if (!starts)
        {
            // The answer to the start is lost: the runtime is read.
            View = View.With(ContainerObservation.Enter(record, ContainerPhase.Recovering, _now));
            return;
        }

        View = View.With(ContainerObservation.Enter(record, ContainerPhase.Running, _now) with { Instance = instance, Previous = record.Instance ?? record.Previous });
    }

    private void Observe()
    {
        View = View with { Sandboxes = [.. _sandboxes], Step = View.Step == SandboxStep.Reading ? SandboxStep.None : View.Step };
        foreach (var record in View.Containers)
        {
            View = View.With(ContainerObservation.Apply(record, [.. _runtime.Where(i => i.Name == record.Name)], _now));
        }

        if (View.Work == PodWork.Terminated && (Alive.Any() || _sandboxes.Any(s => s.Ready)))
        {
            View = View with { Work = PodWork.Terminating };
        }
    }

    private void Advance(int luck)
    {
        for (var round = 0; round < 8; round++)
        {
            var actions = PodPlan.Next(View, _now);
            if (actions.Count == 0)
            {
                return;
            }

            foreach (var action in actions)
            {
                Perform(action, luck);
            }
        }

        Assert.Empty(PodPlan.Next(View, _now));
    }

    private void Perform(PodAction action, int luck)
    {
        switch (action)
        {
            case PodAction.CreateSandbox create:
                Assert.Equal(PodWork.Sync, View.Work);
                Assert.DoesNotContain(_sandboxes, s => s.Ready);
                _sandboxes.Insert(0, PodViews.Sandbox(create.Attempt));
                View = View with { Sandboxes = [.. _sandboxes] };
                break;
            case PodAction.StopSandboxes stop:
                for (var i = 0; i < _sandboxes.Count; i++)
                {
                    _sandboxes[i] = stop.Ids.Contains(_sandboxes[i].Id) ? _sandboxes[i] with { Ready = false } : _sandboxes[i];
                }

                Change(i => stop.Ids.Contains(i.SandboxId) && i.State == ContainerInstanceState.Running, i => Ended(i, 137));
                Observe();
                break;
            case PodAction.StartContainer start:
                Start(start, luck);
                break;
            case PodAction.StopContainer stop:
                Stop(stop);
                break;
            case PodAction.ReleaseStop release:
                Assert.DoesNotContain(View.Containers, c => c.Kind == ContainerKind.Regular && c.MayRun);
                View = View.With(View.Container(release.Name)! with { StopHeld = false, DueAt = null });
                break;
            case PodAction.RemoveContainers remove:
                Assert.DoesNotContain(Alive, i => remove.Ids.Contains(i.Id));
                Remove(remove);
                break;
            case PodAction.RemoveSandboxes remove:
                _sandboxes.RemoveAll(s => remove.Ids.Contains(s.Id));
                View = View with { Sandboxes = [.. _sandboxes] };
                break;
            case PodAction.CancelStart cancel:
                View = View.With(ContainerActor.Settled(View.Container(cancel.Name)!, _now));
                break;
            case PodAction.BeginRestartAll:
                View = View with { IsRestartingAll = true };
                break;
            case PodAction.EndRestartAll:
                View = View with { IsRestartingAll = false };
                foreach (var record in View.Containers.Where(c => c.Kind != ContainerKind.Ephemeral))
                {
                    View = View.With(RestartAllPlan.Reset(record, _pod, _now));
                }

                break;
            case PodAction.EndPod end:
                Kill(unwanted: false);
                View = View with { EndStatus = end.Status };
                break;
            case PodAction.MarkTerminated:
                Assert.Empty(Alive);
                View = View with { Work = PodWork.Terminated };
                break;
            case PodAction.MarkFinished:
                View = View with { Work = PodWork.Finished };
                break;
            default:
                throw new InvalidOperationException($"{action}");
        }
    }

    private void Start(PodAction.StartContainer start, int luck)
    {
        Assert.Equal(PodWork.Sync, View.Work);
        var record = View.Container(start.Name)!;
        Assert.Contains(View.Sandboxes, s => s.Ready && s.Id == start.SandboxId);
        if (record.Kind == ContainerKind.Regular && View.Containers.All(c => c.Kind != ContainerKind.Regular || c.Instance?.SandboxId != start.SandboxId))
        {
            // The first regular container of a sandbox comes after every init container of that sandbox.
            Assert.All(
                View.Containers.Where(c => c.Kind == ContainerKind.Init),
                c => Assert.True(c.Instance is { State: ContainerInstanceState.Exited, ExitCode: 0 } done && done.SandboxId == start.SandboxId, c.Name));
        }

        var backsOff = record.Instance is { State: ContainerInstanceState.Exited } && luck % 2 == 1;
        View = View.With(ContainerObservation.Enter(record, backsOff ? ContainerPhase.BackingOff : ContainerPhase.PullingImage, _now) with
        {
            TargetSandboxId = start.SandboxId,
            DueAt = backsOff ? _now.AddSeconds(10) : null,
        });
    }

    private void Stop(PodAction.StopContainer stop)
    {
        var record = View.Container(stop.Name)!;
        Assert.Equal(ContainerInstanceState.Running, record.Instance!.State);
        Assert.False(stop.Held && record.Kind != ContainerKind.Sidecar);
        View = View.With(ContainerObservation.Enter(record, ContainerPhase.Stopping, _now) with
        {
            StopReason = stop.Reason,
            StopHeld = stop.Held,
            DueAt = stop.Held ? _now.AddSeconds(stop.Grace) : null,
        });
    }

    private void Remove(PodAction.RemoveContainers remove)
    {
        _runtime.RemoveAll(i => remove.Ids.Contains(i.Id));
        foreach (var record in View.Containers)
        {
            var isInit = record.Kind is ContainerKind.Init or ContainerKind.Sidecar && !View.IsRestartingAll;
            View = View.With(record with
            {
                InstanceIds = [.. record.InstanceIds.Where(i => !remove.Ids.Contains(i))],
                Instance = isInit && record.Instance is { } gone && remove.Ids.Contains(gone.Id) ? null : record.Instance,
            });
        }
    }

    private void Check()
    {
        // One live container of a name at most.
        Assert.All(Alive.GroupBy(i => i.Name), g => Assert.Single(g));

        // What it is about only moves forward, but for a container that came up late.
        Assert.True(View.Work >= _furthest || (View.Work, _furthest) == (PodWork.Terminating, PodWork.Terminated), $"{_furthest} became {View.Work}");
        _furthest = View.Work;

        // A phase that is final stays, counts never fall, and a status says the same when nothing happened.
        var before = _status;
        _status = PodStatusBuilder.Build(View, before, Statuses.Facts, _now);
        if (before is not null)
        {
            Assert.True(!PodPhases.IsTerminal(before.Phase) || before.Phase == _status.Phase, $"{before.Phase} became {_status.Phase}");
            foreach (var record in View.Containers)
            {
                Assert.True(_status.Container(record.Name).RestartCount >= before.Container(record.Name).RestartCount, $"restarts of {record.Name} fell");
            }
        }

        Assert.False(_status.Phase == PodPhases.Succeeded && Alive.Any(i => View.Container(i.Name)!.Kind == ContainerKind.Regular));

        // Who is not settled says what it waits for, or until when.
        PodAccount account = PodNarrator.Describe(View);
        Assert.True(
            Settled.Contains(account.State) || account.WaitingFor.Length > 0 || account.NextTimer is not null,
            $"{account.State} says neither what it waits for nor until when");
    }

    private void Change(Func<ContainerInstance, bool> which, Func<ContainerInstance, ContainerInstance> change)
    {
        for (var i = 0; i < _runtime.Count; i++)
        {
            _runtime[i] = which(_runtime[i]) ? change(_runtime[i]) : _runtime[i];
        }
    }

    private ContainerInstance Ended(ContainerInstance instance, int code) => instance with
    {
        State = ContainerInstanceState.Exited,
        ExitCode = code,
        Reason = code == 0 ? "Completed" : "Error",
        FinishedAt = (_now - DateTimeOffset.UnixEpoch).Ticks * 100,
    };
}
