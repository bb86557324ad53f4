using Agent.Cri.Protocol;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Runtime;
using Akka.Actor;
using Google.Protobuf;

namespace Agent.Node.Pods;

/// <summary>The doing half: carries out <see cref="PodAction"/>s and takes the answers.</summary>
internal sealed partial class PodActor
{
    private readonly SortedDictionary<string, DateTimeOffset> _removeAgainAt = new(StringComparer.Ordinal);
    private int _unreadable;

    /// <summary>Begins an action; true if the plan may say more at once.</summary>
    private bool Perform(PodAction action)
    {
        switch (action)
        {
            case PodAction.CreateSandbox create:
                CreateSandbox(create);
                return false;
            case PodAction.StopSandboxes stop:
                if (_view.Work == PodWork.Sync)
                {
                    Event(EventKind.Normal, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
                }

                _view = _view with { Step = SandboxStep.Stopping, StepDetail = "" };
                foreach (var id in stop.Ids)
                {
                    Call(new PendingCall(CriMethod.StopPodSandbox, id), new StopPodSandboxRequest { PodSandboxId = id });
                }

                return false;
            case PodAction.StartContainer start:
                Start(start);
                return false;
            case PodAction.StopContainer stop:
                _view = _view.With(_view.Container(stop.Name)! with { Phase = ContainerPhase.Stopping, StopReason = stop.Reason, StopHeld = stop.Held, Since = Now });
                TellContainer(stop.Name, new ContainerActor.Stop(stop.Reason, stop.Grace, stop.Event, stop.Held));
                return false;
            case PodAction.ReleaseStop release:
                _view = _view.With(_view.Container(release.Name)! with { StopHeld = false });
                TellContainer(release.Name, new ContainerActor.Release());
                return false;
            case PodAction.CancelStart cancel:
                CancelStart(cancel.Name);
                return true;
            case PodAction.ResizeContainer resize:
                ResizeContainer(resize);
                return false;
            case PodAction.BeginRestartAll begin:
                BeginRestartAll(begin.Name);
                return true;
            case PodAction.EndRestartAll:
                EndRestartAll();
                return true;
            case PodAction.StopStranger stop:
                StopStranger(stop);
                return false;
            case PodAction.RemoveContainers remove:
                RemoveContainers(remove);
                return false;
            case PodAction.RemoveSandboxes remove:
                RemoveSandboxes(remove);
                return false;
            case PodAction.MountVolumes:
                MountVolumes();
                return false;
            case PodAction.UnmountVolumes:
                UnmountVolumes();
                return false;
            case PodAction.RemoveDirectory:
                RemoveDirectory();
                return false;
            case PodAction.EndPod end:
                End(end);
                return true;
            case PodAction.MarkTerminated:
                // A removal that failed while the pod lived waits no longer.
                _removeAgainAt.Clear();
                _view = _view with { Work = PodWork.Terminated };
                RemoveCgroup();
                LogTerminated(PodName, _view.EndReason);
                Context.Parent.Tell(new Stopped(_view.Uid));
                return true;
            case PodAction.MarkFinished:
                _view = _view with { Work = PodWork.Finished };
                _setup.Services.Board.Remove(_view.Uid);
                Context.Parent.Tell(new Finished(_view.Uid));
                return false;
            default:
                throw new InvalidOperationException($"unknown action {action}");
        }
    }

    private void CreateSandbox(PodAction.CreateSandbox create)
    {
        if (!KnowsBasis())
        {
            return;
        }

        var facts = _facts ?? NodeFacts.None;
        var dns = PodDns.For(_view.Pod!, facts, _setup.Services.Options);
        var built = SandboxConfigBuilder.Build(_view.Pod!, create.Attempt, facts, _setup.Services.Options, Basis, dns);
        if (built.Config is not { } config)
        {
            FailStep(built.Error);
            return;
        }

        _sandboxConfig = config;
        _missedNews = false;
        _view = _view with { Step = SandboxStep.Creating, StepDetail = create.Why };
        TellDnsProblems(dns);
        RunSandbox(config);
    }

    private void Start(PodAction.StartContainer start)
    {
        var pod = _view.Pod!;
        var sandbox = _view.Sandboxes.First(s => s.Id == start.SandboxId);
        if (!KnowsBasis())
        {
            return;
        }

        if (_sandboxConfig is not { } config || config.Metadata.Attempt != sandbox.Attempt)
        {
            var built = SandboxConfigBuilder.Build(pod, sandbox.Attempt, _facts ?? NodeFacts.None, _setup.Services.Options, Basis);
            if (built.Config is null)
            {
                FailStep(built.Error);
                return;
            }

            config = _sandboxConfig = built.Config;
            ApplyCgroupOnce();
        }

        // Noted at once, so that the next plan does not ask again before the container's own report.
        var record = _view.Container(start.Name)!;
        var phase = record.IsInProgress ? record.Phase : ContainerPhase.PullingImage;
        _view = _view.With(record with { TargetSandboxId = sandbox.Id, Phase = phase, Since = phase == record.Phase ? record.Since : Now });
        TellContainer(start.Name, new ContainerActor.Start(TargetOf(pod, start.Name, sandbox, config)));
    }

    private void StopStranger(PodAction.StopStranger stop)
    {
        if (_calls.Values.Any(c => c.Method == CriMethod.StopContainer && c.Id == stop.Id))
        {
            return;
        }

        var grace = GracePeriod.ForContainer(stop.Grace);
        var request = new StopContainerRequest { ContainerId = stop.Id, Timeout = grace };
        Call(new PendingCall(CriMethod.StopContainer, stop.Id), request, Lanes.Container(stop.Id), TimeSpan.FromSeconds(grace + 30));
    }

    private void RemoveContainers(PodAction.RemoveContainers remove)
    {
        foreach (var id in NotUnderWay(CriMethod.RemoveContainer, remove.Ids))
        {
            Call(new PendingCall(CriMethod.RemoveContainer, id), new RemoveContainerRequest { ContainerId = id });
        }
    }

    private void RemoveSandboxes(PodAction.RemoveSandboxes remove)
    {
        foreach (var id in NotUnderWay(CriMethod.RemovePodSandbox, remove.Ids))
        {
            Call(new PendingCall(CriMethod.RemovePodSandbox, id), new RemovePodSandboxRequest { PodSandboxId = id });
        }

        if (_view.Work >= PodWork.Terminated && _calls.Values.Any(c => c.Method == CriMethod.RemovePodSandbox))
        {
            _view = _view with { Work = PodWork.Removing, Step = SandboxStep.Stopping, StepDetail = "RemovePodSandbox" };
        }
    }

    /// <summary>Those not being removed already, and of which a removal did not fail just now; these are looked at again in time.</summary>
    private List<string> NotUnderWay(CriMethod method, IReadOnlyList<string> ids)
    {
        var underWay = _calls.Values.Where(c => c.Method == method).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var rests = ids.Where(id => _removeAgainAt.TryGetValue(id, out var due) && due > Now).ToList();
        if (rests.Count > 0)
        {
            Timers.StartSingleTimer(RemoveDue.Instance, RemoveDue.Instance, rests.Min(id => _removeAgainAt[id]) - Now);
        }

        return [.. ids.Where(id => !underWay.Contains(id) && !rests.Contains(id))];
    }

    private void OnReply(PendingCall call, CriReply reply)
    {
        _actedAt = _setup.Services.Time.GetTimestamp();
        switch (call.Method)
        {
            case CriMethod.RunPodSandbox:
                OnSandboxCreated(reply);
                break;
            case CriMethod.PodSandboxStatus:
                OnSandboxStatus(reply);
                break;
            case CriMethod.StopPodSandbox:
                OnSandboxStopped(call, reply);
                break;
            case CriMethod.StopContainer:
                if (reply.Failure is { IsNotFound: false } stuck)
                {
                    FailStep($"StopContainer: {stuck.Message}");
                }

                ReadAgain("a container outside the spec was stopped");
                break;
            case CriMethod.RemoveContainer:
                OnContainerRemoved(call, reply);
                break;
            case CriMethod.RemovePodSandbox:
                OnSandboxRemoved(call, reply);
                break;
            default:
                throw new InvalidOperationException($"unexpected reply to {call.Method}");
        }
    }

    private void OnSandboxCreated(CriReply reply)
    {
        if (reply.Failure is { } failure)
        {
            Event(EventKind.Warning, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + failure.Message);
            FailStep($"RunPodSandbox: {failure.Message}");

            // Done or not, and even if the name is taken: only the runtime knows what there is.
            _setup.Pleg.Tell(new ObservePod(_view.Uid));
            return;
        }

        var id = reply.As<RunPodSandboxResponse>().PodSandboxId;
        if (id.Length == 0)
        {
            FailStep("RunPodSandbox returned an empty sandbox ID");
            return;
        }

        Call(new PendingCall(CriMethod.PodSandboxStatus, id), new PodSandboxStatusRequest { PodSandboxId = id }, Lanes.None);
    }

    private void OnSandboxStatus(CriReply reply)
    {
        if (reply.Failure is { } failure)
        {
            Event(EventKind.Warning, "FailedPodSandBoxStatus", "Failed to read the status of the new pod sandbox: " + failure.Message);
            FailStep($"PodSandboxStatus: {failure.Message}");
            ReadAgain("the new sandbox could not be read");
            return;
        }

        var sandbox = RuntimeReader.Sandbox(reply.As<PodSandboxStatusResponse>().Status);
        _setup.Pleg.Tell(new NoteKnown(
            _view.Uid, sandbox.Id, true, sandbox.Ready ? ContainerInstanceState.Running : ContainerInstanceState.Exited));
        _view = _view with { Sandboxes = [sandbox, .. _view.Sandboxes], Step = SandboxStep.None, StepDetail = "", StepFailures = 0 };
        if (_missedNews)
        {
            // Something was seen of it while its own status was on its way, and may be newer.
            _setup.Pleg.Tell(new ObservePod(_view.Uid));
        }
    }

    private void OnSandboxStopped(PendingCall call, CriReply reply)
    {
        if (reply.Failure is { IsNotFound: false } failure)
        {
            Event(EventKind.Warning, "FailedKillPod", "error killing pod: " + failure.Message);
            FailStep($"StopPodSandbox: {failure.Message}");
        }
        else
        {
            _view = _view with { Sandboxes = [.. _view.Sandboxes.Select(s => s.Id == call.Id ? s with { Ready = false } : s)] };
        }

        if (!_calls.Values.Any(c => c.Method == CriMethod.StopPodSandbox) && _view.Step == SandboxStep.Stopping)
        {
            // What was stopped is read back: only the runtime knows whether it is true.
            ReadAgain("whether everything has stopped");
            _view = _view with { StepFailures = 0 };
        }
    }

    private void OnContainerRemoved(PendingCall call, CriReply reply)
    {
        if (reply.Failure is { IsNotFound: false } failure)
        {
            LogRemoveFailed(PodName, call.Id, failure.Message);
            _removeAgainAt[call.Id] = Now + (_view.Work >= PodWork.Terminated || _view.IsRestartingAll ? RetryBackoff.First : TimeSpan.FromMinutes(1));
            if (_view.Work != PodWork.Sync || _view.IsRestartingAll || _view.Sandboxes.All(s => !s.Ready))
            {
                // The next step needs it gone: wait, then try again.
                FailStep($"RemoveContainer: {failure.Message}");
            }

            return;
        }

        foreach (var record in _view.Containers.Where(c => c.InstanceIds.Contains(call.Id)))
        {
            var ids = record.InstanceIds.Where(i => i != call.Id).ToList();
            _view = _view.With(record with
            {
                InstanceIds = ids,
                Instance = record.Instance?.Id == call.Id && record.Kind is ContainerKind.Init or ContainerKind.Sidecar && !_view.IsRestartingAll
                    ? null : record.Instance,
            });
        }

        _removeAgainAt.Remove(call.Id);
        _view = _view with { Strangers = [.. _view.Strangers.Where(s => s.Id != call.Id)] };
        if (!_calls.Values.Any(c => c.Method == CriMethod.RemoveContainer))
        {
            PruneLogs();
            _setup.Pleg.Tell(new ObservePod(_view.Uid));
        }
    }

    /// <summary>While the pod lives, the logs of removed instances go with them; those of the newest two stay.</summary>
    private void PruneLogs()
    {
        if (_view.Work != PodWork.Sync || _view.Pod is not { } pod)
        {
            return;
        }

        var directory = SandboxConfigBuilder.LogDirectory(pod, _setup.Services.Options.PodLogsDirectory);
        foreach (var record in _view.Containers.Where(c => c is { Phase: ContainerPhase.Running, RestartCount: > 1 }))
        {
            var id = NextCall();
            var given = _host.Begin(Timers, id, "PruneContainerLogs", HostCalls.Deadline);
            _setup.Services.Ports.Host
                .PruneContainerLogsAsync(Path.Combine(directory, record.Name), record.RestartCount - 1, given)
                .PipeTo(Self, success: () => new LogsPruned(id), failure: e => new LogsNotPruned(id, record.Name, HostCalls.Describe(e)));
        }
    }

    private void OnSandboxRemoved(PendingCall call, CriReply reply)
    {
        if (reply.Failure is { IsNotFound: false } failure)
        {
            LogRemoveFailed(PodName, call.Id, failure.Message);
            _removeAgainAt[call.Id] = Now + (_view.Work >= PodWork.Terminated ? RetryBackoff.First : TimeSpan.FromMinutes(1));
            if (_view.Work >= PodWork.Terminated)
            {
                FailStep($"RemovePodSandbox: {failure.Message}");
            }

            return;
        }

        _view = _view with { Sandboxes = [.. _view.Sandboxes.Where(s => s.Id != call.Id)] };
        if (_view.Step == SandboxStep.Stopping && !_calls.Values.Any(c => c.Method == CriMethod.RemovePodSandbox))
        {
            _view = _view with { Step = SandboxStep.None, StepFailures = 0 };
        }
    }

    private void Event(EventKind kind, string reason, string message)
    {
        if (_view.Pod is { } pod)
        {
            _setup.Events.Tell(new RecordEvent(EventSubject.Pod(pod), kind, reason, message));
        }
    }

    private void FailStep(string detail)
    {
        var failures = _view.StepFailures + 1;
        var pause = RetryBackoff.Delay(failures);
        LogStepFailed(PodName, detail, failures);
        _view = _view with { Step = SandboxStep.Failed, StepDetail = detail, StepFailures = failures, StepDueAt = Now + pause };
        Timers.StartSingleTimer(StepDue.Instance, StepDue.Instance, pause);
    }

    private void ReadAgain(string why)
    {
        if (_view.Step != SandboxStep.Failed)
        {
            _view = _view with { Step = SandboxStep.Reading, StepDetail = why };
        }

        _setup.Pleg.Tell(new ObservePod(_view.Uid));
    }

    private void Call(PendingCall call, IMessage request, string? lane = null, TimeSpan? deadline = null)
    {
        var id = NextCall();
        _calls.Add(id, call);
        _setup.Gateway.Tell(new CriCall(id, call.Method, lane ?? Lanes.Sandbox(_view.Uid), request, deadline));
    }

    private CallId NextCall() => new(_incarnation, ++_callNumber);

    private sealed record PendingCall(CriMethod Method, string Id);
}
