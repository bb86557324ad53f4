using System.Collections.Immutable;
using Agent.Cri.Protocol;
using Agent.Node.Cluster;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Explain;
using Agent.Node.Host;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.UserNamespaces;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Pods;

/// <summary>
/// One pod: keeps its view, asks <see cref="PodPlan"/> what to do next after every change, does it, and writes the journal.
/// Its containers are its children.
/// </summary>
internal sealed partial class PodActor : UntypedActor, IWithTimers
{
    private readonly PodSetup _setup;
    private readonly ILogger _log;
    private readonly SortedDictionary<string, IActorRef> _containers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Incarnation, CrashHistory History)> _crashes = new(StringComparer.Ordinal);
    private readonly Dictionary<CallId, PendingCall> _calls = [];
    private readonly HostCalls _host;
    private PodView _view;
    private PodJournal _journal;
    private NodeFacts? _facts;
    private PodSandboxConfig? _sandboxConfig;
    private int _incarnation;
    private long _callNumber;
    private long _actedAt;
    private bool _assigned;
    private bool _missedNews;
    private (ImmutableArray<ContainerRecord>, ImmutableArray<Volumes.VolumeRecord>, IReadOnlyList<SandboxInstance>, Kubernetes.V1Pod?, Kubernetes.V1PodStatus?)
        _explained;

    public PodActor(PodSetup setup)
    {
        _setup = setup;
        _log = setup.Log;
        _host = new HostCalls(setup.Services.Options.NodeName);
        _view = new PodView { Uid = setup.Uid };
        _journal = PodJournal.Begin(Now);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PodSetup setup) => Akka.Actor.Props.Create(() => new PodActor(setup));

    private DateTimeOffset Now => _setup.Services.Time.GetUtcNow();

    private string PodName => _view.Pod is { } pod
        ? $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({_view.Uid})"
        : $"orphan({_view.Uid})";

    // A container that throws is restarted from its record; one that throws again and again rests in between.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PostRestart(Exception reason) => Context.Parent.Tell(new Crashed(_setup.Uid, reason.Message));

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        if (message is Assign assign)
        {
            OnAssign(assign);
        }
        else if (!_assigned)
        {
            // A message for the crashed predecessor; what matters of it is read again.
            return;
        }
        else
        {
            switch (message)
            {
                case Update update:
                    OnUpdate(update);
                    break;
                case PredecessorGone gone:
                    _view = _view with { Predecessor = gone.Next };
                    break;
                case Kill kill:
                    OnKill(kill);
                    break;
                case Surroundings surroundings:
                    _facts = surroundings.Facts;
                    _node = surroundings.Node;
                    _view = _view with { NetworkReady = surroundings.NetworkReady, AwaitsFacts = surroundings.Facts is null };
                    TellNetworkProblem(surroundings.NetworkProblem);
                    break;
                case PodObserved observed:
                    OnObserved(observed.Status);
                    break;
                case PodUnreadable unreadable:
                    OnUnreadable(unreadable.Failure);
                    break;
                case CriReply reply when _calls.Remove(reply.Id, out var call):
                    OnReply(call, reply);
                    break;
                case CriReply:
                    return;
                case LogsPruned pruned:
                    _host.End(Timers, pruned.Call);
                    return;
                case LogsNotPruned failed when _host.End(Timers, failed.Call):
                    LogPruneFailed(PodName, failed.Container, failed.Error);
                    return;
                case LogsNotPruned:
                    return;
                case RuntimeClassRead read when read.Id == _sandboxAsked:
                    OnRuntimeClass(read);
                    break;
                case IdsTaken taken when taken.Id == _sandboxAsked:
                    OnIds(taken);
                    break;
                case RuntimeClassRead or IdsTaken:
                    return;
                case CgroupApplied applied when _host.End(Timers, applied.Call):
                    OnCgroupApplied(applied);
                    break;
                case CgroupRemoved removed when _host.End(Timers, removed.Call):
                    OnCgroupRemoved(removed);
                    break;
                case CgroupApplied or CgroupRemoved:
                    return;
                case HostCallOverdue overdue:
                    _host.GiveUp(overdue);
                    return;
                case ReadDue:
                    if (NeedsReading)
                    {
                        _setup.Pleg.Tell(new ObservePod(_view.Uid));
                    }

                    break;
                case StepDue:
                    OnStepDue();
                    break;
                case RemoveDue or DeadlineDue:
                    break;
                case ContainerActor.Report report:
                    _view = _view.With(report.Record);
                    break;
                case ContainerActor.NeedsReading:
                    _setup.Pleg.Tell(new ObservePod(_view.Uid));
                    break;
                case ContainerActor.Crashed crashed:
                    OnContainerCrashed(crashed.Name, crashed.Error);
                    break;
                case RestoreContainer restore:
                    Restore(restore.Name);
                    break;
                case var other when OnVolumeMessage(other):
                    break;
                case DirectoryRemoved:
                    return;
                default:
                    Unhandled(message);
                    return;
            }
        }

        Advance();
    }

    private void OnAssign(Assign assign)
    {
        _assigned = true;
        _incarnation = assign.Incarnation;
        _facts = assign.Facts;
        _node = assign.Node;
        _status = assign.Previous;
        _view = new PodView
        {
            Uid = _setup.Uid,
            Pod = assign.Pod,
            Predecessor = assign.Predecessor,
            NetworkReady = assign.NetworkReady,
            AwaitsFacts = assign.Facts is null,
            MayHaveDirectory = true,
            ResizePending = assign.Pending,
            Granted = assign.Pod is { } wanted && ResizeWasUnderWay(assign.Previous ?? wanted.Status) ? GrantedTo(wanted) : PodView.NothingGranted,
        };
        if (assign.Pod is null)
        {
            _view = _view with { Work = PodWork.Terminating, EndReason = "Orphaned", Unwanted = true, Grace = GracePeriod.PodMinimum };
        }

        if (assign.Status is { } status)
        {
            Adopt(status);
        }
        else
        {
            // A reading under way may be older than what the predecessor did.
            _actedAt = _setup.Services.Time.GetTimestamp();
            _setup.Pleg.Tell(new ObservePod(_setup.Uid));
        }

        if (assign.Kill is { } kill)
        {
            OnKill(kill);
        }

        TellNetworkProblem(assign.NetworkProblem);
    }

    private void Adopt(PodRuntimeStatus status)
    {
        // Older readings may still be on their way.
        _actedAt = Math.Max(_actedAt, status.ReadAt);
        _view = _view with
        {
            Adopted = true,
            Sandboxes = status.Sandboxes,
            Strangers = Adoption.Strangers(_view.Pod, status),
            Containers = _view.Pod is { } pod ? Adoption.Records(pod, status, Now, _status ?? pod.Status) : [],
        };
        foreach (var record in _view.Containers)
        {
            Spawn(record);
        }
    }

    private void OnUpdate(Update update)
    {
        var removed = _view.Containers.Where(c => PodSpecs.Find(update.Pod, c.Name) is null).ToList();
        foreach (var gone in removed.Where(c => _containers.ContainsKey(c.Name)))
        {
            Context.Stop(_containers[gone.Name]);
            _containers.Remove(gone.Name);
        }

        NoteResize(update);
        _view = _view with { Pod = update.Pod };
        _sandboxConfig = null;
        TellVolumes(update.Pod);
        if (_view.Adopted)
        {
            _view = _view with
            {
                Containers = Adoption.Respecify(_view, update.Pod, Now),
                Strangers = [.. _view.Strangers, .. removed.Select(c => c.Instance).OfType<ContainerInstance>()],
            };
            foreach (var record in _view.Containers.Where(c => !_containers.ContainsKey(c.Name)))
            {
                Spawn(record);
            }

            Retarget();
        }

        if (_view.Work == PodWork.Terminating)
        {
            Shorten(GracePeriod.Effective(_view.Grace, update.Pod, null));
        }
    }

    private void OnKill(Kill kill)
    {
        if (_view.Work >= PodWork.Terminated)
        {
            _view = _view with { Unwanted = _view.Unwanted || kill.Unwanted };
            return;
        }

        End(kill.Reason, kill.GraceSeconds, kill.Unwanted, kill.Status);
    }

    private void End(string reason, long? graceOverride, bool unwanted, PodEndStatus? status = null)
    {
        _view = _view with
        {
            Grace = GracePeriod.Effective(_view.Grace, _view.Pod, graceOverride),
            Unwanted = _view.Unwanted || unwanted,
            EndStatus = _view.EndStatus ?? status,
            EndReason = _view.EndReason.Length > 0 ? _view.EndReason : reason,
            Predecessor = null,
        };
        if (_view.Work == PodWork.Sync)
        {
            LogEnding(PodName, reason, _view.Grace);
            _view = _view with { Work = PodWork.Terminating };
            foreach (var container in _containers.Values)
            {
                container.Tell(new ContainerActor.Halt());
            }
        }
        else if (_view.Work == PodWork.Terminating)
        {
            TellGrace();
        }
    }

    private void OnObserved(PodRuntimeStatus status)
    {
        _unreadable = 0;
        if (status.ReadAt < _actedAt)
        {
            // Begun before the last answer to a call of ours: it may lack what that call did.
            _setup.Pleg.Tell(new ObservePod(_view.Uid));
            return;
        }

        if (!_view.Adopted)
        {
            Adopt(status);
            return;
        }

        if (_view.Step is not (SandboxStep.Creating or SandboxStep.Stopping))
        {
            _view = _view with { Sandboxes = status.Sandboxes, Step = _view.Step == SandboxStep.Reading ? SandboxStep.None : _view.Step };
        }
        else
        {
            _missedNews = true;
        }

        if (_view.Work is PodWork.Unmounting or PodWork.Terminated && status.IsAlive)
        {
            // Something came up late, from a call that had been given up.
            _view = _view with { Work = PodWork.Terminating };
        }

        // The pod decides now, the container's own report follows; both judge the reading by the same rule.
        _view = _view with { Strangers = Adoption.Strangers(_view.Pod, status) };
        var isStale = false;
        foreach (var (name, actor) in _containers)
        {
            var instances = Adoption.Instances(status, name);
            if (_view.Container(name) is { } record)
            {
                if (status.ReadAt < record.ActedAt)
                {
                    isStale = true;
                    continue;
                }

                _view = _view.With(ContainerObservation.Apply(record, instances, Now));
            }

            actor.Tell(new ContainerActor.Observed(instances, status.ReadAt));
        }

        if (isStale)
        {
            _setup.Pleg.Tell(new ObservePod(_view.Uid));
        }
    }

    private void OnUnreadable(CriFailure failure)
    {
        LogUnreadable(PodName, failure.Message);
        Event(EventKind.Warning, "FailedSync", "error determining status: " + failure.Message);
        if (NeedsReading)
        {
            Timers.StartSingleTimer(ReadDue.Instance, ReadDue.Instance, RetryBackoff.Delay(++_unreadable));
        }
    }

    private bool NeedsReading => !_view.Adopted || _view.Step == SandboxStep.Reading
        || _view.Containers.Any(c => c.Phase == ContainerPhase.Recovering);

    private void OnStepDue()
    {
        if (_view.Step == SandboxStep.Failed)
        {
            _view = _view with { Step = SandboxStep.None, StepDueAt = null };
        }
    }

    private void OnContainerCrashed(string name, string error)
    {
        if (_view.Container(name) is not { } record)
        {
            return;
        }

        LogContainerCrashed(PodName, name, error);
        var (incarnation, history) = _crashes.GetValueOrDefault(name, (0, CrashHistory.None));
        history = history.Add(Now);
        _crashes[name] = (incarnation + 1, history);
        record = ContainerObservation.Enter(record, ContainerPhase.Recovering, Now) with { Message = "its actor failed: " + error };
        if (history.Pause == TimeSpan.Zero)
        {
            _view = _view.With(record);
            Restore(name);
            return;
        }

        _view = _view.With(record with { DueAt = Now + history.Pause });
        Timers.StartSingleTimer(("restore", name), new RestoreContainer(name), history.Pause);
    }

    private void Restore(string name)
    {
        if (_view.Container(name) is not { } record || !_containers.TryGetValue(name, out var actor))
        {
            return;
        }

        // Whatever it was told since the crash, it did not take: the reading that follows says where it stands.
        record = ContainerObservation.Enter(record, ContainerPhase.Recovering, Now) with { Message = record.Message };
        _view = _view.With(record);
        actor.Tell(new ContainerActor.Restore(record, _crashes[name].Incarnation));
        if (_known is { } known)
        {
            actor.Tell(known);
        }

        if (_view.Work != PodWork.Sync)
        {
            actor.Tell(new ContainerActor.Halt());
        }

        _setup.Pleg.Tell(new ObservePod(_view.Uid));
    }

    private void TellContainer(string name, object message)
    {
        if (_containers.TryGetValue(name, out var actor))
        {
            actor.Tell(message);
        }
    }

    private void Spawn(ContainerRecord record)
    {
        var setup = new ContainerSetup(
            _setup.Services,
            _setup.Gateway,
            _setup.Pleg,
            _setup.Images,
            _setup.Cluster,
            _setup.Events,
            _setup.Uid,
            PodName,
            record,
            () => _facts ?? NodeFacts.None,
            _setup.ContainerLog);
        var actor = Context.ActorOf(ContainerActor.Props(setup), "container:" + record.Name);
        _containers[record.Name] = actor;
        if (_known is { } known)
        {
            actor.Tell(known);
        }

        if (_view.Work != PodWork.Sync)
        {
            actor.Tell(new ContainerActor.Halt());
        }
    }

    /// <summary>Carries out the plan until it has nothing more to say, then writes the journal.</summary>
    private void Advance()
    {
        SetDeadline();
        for (var round = 0; round < 8; round++)
        {
            var actions = PodPlan.Next(_view, Now);
            if (actions.Count == 0)
            {
                break;
            }

            var again = false;
            foreach (var action in actions)
            {
                again |= Perform(action);
            }

            if (!again)
            {
                break;
            }
        }

        EndResize();
        WriteStatus();
        Inform();
        WriteJournal();
    }

    private void WriteJournal()
    {
        var written = _journal.Write(PodNarrator.Describe(_view), Now);
        var before = _journal;
        _journal = written;
        if (written.State != before.State)
        {
            LogState(PodName, written.State, written.WaitingFor);
        }

        if (_view.Work != PodWork.Finished && !(ReferenceEquals(written, before) && _explained == (_view.Containers, _view.Volumes, _view.Sandboxes, _view.Pod, _status)))
        {
            _explained = (_view.Containers, _view.Volumes, _view.Sandboxes, _view.Pod, _status);
            _setup.Services.Board.Put(PodExplainer.Explain(_view, _journal, _setup.Services.Options.NodeIps, _status));
        }
    }
}
