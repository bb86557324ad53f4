using Agent.Cri.Protocol;
using Agent.Node.Cluster;
using Agent.Node.Configuration;
using Agent.Node.Containers.Files;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Images;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Containers;

/// <summary>
/// One container of a pod: carries out start, stop and the exact back-off between them, and reports every change of its
/// record to the pod, which decides.
/// </summary>
internal sealed partial class ContainerActor : UntypedActor, IWithTimers
{
    // Beyond the grace the runtime needs time to kill and reap; after that the stop is escalated.
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(30);

    private const string PrepareLogs = "PrepareContainerLogs";

    private readonly ContainerSetup _setup;
    private readonly ILogger _log;
    private readonly HostCalls _host;
    private ContainerRecord _record;
    private bool _restored = true;
    private int _incarnation;
    private long _calls;
    private CallId _awaited;
    private bool _missedNews;
    private ContainerTarget? _target;
    private ResolvedImage? _image;
    private bool _logsReady;
    private int _logsHighest = -1;
    private string _startedImage = "";
    private string _createdId = "";
    private int _createdCount;
    private long _grace;
    private int _stopAttempts;
    private CriFailure? _startFailure;

    public ContainerActor(ContainerSetup setup)
    {
        _setup = setup;
        _record = setup.Record;
        _log = setup.Log;
        _host = new HostCalls(setup.Services.Options.NodeName);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ContainerSetup setup) => Akka.Actor.Props.Create(() => new ContainerActor(setup));

    private DateTimeOffset Now => _setup.Services.Time.GetUtcNow();

    // What ended before the agent began has not been read yet.
    protected override void PreStart() => ReadMessages();

    protected override void PostRestart(Exception reason)
    {
        _restored = false;
        Context.Parent.Tell(new Crashed(_record.Name, reason.Message));
    }

    protected override void PostStop()
    {
        _hookCancellation?.Cancel();
        _host.CancelAll();
    }

    protected override void OnReceive(object message)
    {
        if (message is Restore restore)
        {
            _record = restore.Record;
            _incarnation = restore.Incarnation;
            _restored = true;
            ReadMessages();
        }
        else if (message is Know known)
        {
            _known = known;
        }
        else if (_restored && !OnHookMessage(message))
        {
            Take(message);
        }

        if (_restored)
        {
            TendProbes();
        }
    }

    private void Take(object message)
    {
        switch (message)
        {
            case Start start:
                OnStart(start.Target);
                break;
            case Stop stop:
                OnStop(stop);
                break;
            case Release:
                OnRelease();
                break;
            case Cancel:
                CancelStart();
                break;
            case Resize or ResizeDue:
                OnResizeMessage(message);
                break;
            case CriReply reply when reply.Id == _resizeCall:
                OnResized(reply);
                break;
            case Reset reset:
                Publish(reset.Record with { Backoff = _record.Backoff, ActedAt = _record.ActedAt, LastRestartCount = _record.LastRestartCount });
                break;
            case Halt:
                OnHalt();
                break;
            case Observed observed:
                OnObserved(observed);
                break;
            case Due:
                OnDue();
                break;
            case ShowBackOff:
                OnShowBackOff();
                break;
            case ObjectsChanged:
                OnObjectsChanged();
                break;
            case ObjectsRead read when read.Id == _awaited:
                OnObjectsRead(read);
                break;
            case ImageReply reply when reply.Id == _awaited:
                OnImage(reply);
                break;
            case ImageProgress progress when progress.Id == _awaited:
                if (progress.Text == PullingText)
                {
                    Event(EventKind.Normal, "Pulling", $"Pulling image \"{_target?.Container.Image}\"");
                }

                Publish(_record with { Message = progress.Text });
                break;
            case LogsPrepared prepared when _host.End(Timers, prepared.Call):
                OnLogsPrepared(prepared);
                break;
            case FilesPrepared prepared when _host.End(Timers, prepared.Call):
                OnFilesPrepared(prepared);
                break;
            case MessageRead read when _host.End(Timers, read.Call):
                OnMessageRead(read);
                break;
            case LogEndRead read when _host.End(Timers, read.Call):
                OnLogEndRead(read);
                break;
            case CriReply reply when reply.Id == _awaited:
                OnReply(reply);
                break;
            case ProbeActor.Verdict verdict:
                OnVerdict(verdict);
                break;
            case ProbeActor.Crashed crashed:
                OnProbeCrashed(crashed);
                break;
            case ProbeAgain again:
                Tend(again.Kind);
                break;
            case SubPathReady ready when _host.End(Timers, ready.Call):
                OnSubPath(ready);
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case Linked linked:
                _host.End(Timers, linked.Call);
                break;
            case NotLinked failed when _host.End(Timers, failed.Call):
                LogNotLinked(_setup.PodName, failed.Link, failed.Error);
                break;
            case ObjectsRead or CriReply or ImageReply or ImageProgress or LogsPrepared or NotLinked or SubPathReady
                or FilesPrepared or MessageRead or LogEndRead:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnStart(ContainerTarget target)
    {
        switch (_record.Phase)
        {
            case ContainerPhase.Creating or ContainerPhase.Starting or ContainerPhase.Stopping or ContainerPhase.Recovering or ContainerPhase.Running:
                // The pod asked on an older account of this container: tell it the present one.
                Context.Parent.Tell(new Report(_record));
                return;
            case ContainerPhase.BackingOff or ContainerPhase.PullingImage or ContainerPhase.Failed when _target is not null:
                if (_target.Container.Image != target.Container.Image)
                {
                    // Neither the back-off of the old image nor its pull says anything of the new one.
                    CancelStart();
                    _target = target;
                    Begin();
                    return;
                }

                _target = target;
                Publish(_record with { TargetSandboxId = target.Sandbox.Id });
                return;
            default:
                _target = target;
                _record = _record with { TargetSandboxId = target.Sandbox.Id };
                Begin();
                return;
        }
    }

    private void Begin()
    {
        var image = _target!.Container.Image ?? "";
        if (_startedImage.Length > 0 && _startedImage != image)
        {
            // Another image is another container: the old one's crashes are not held against it.
            _record = _record with { Backoff = null, Failures = 0 };
        }

        _startedImage = image;
        var finished = LastExit();
        var exitedBefore = FinishedAt(_record.Previous);
        var isKilled = finished is not null && _record.FailedProbe is not null;
        var earliest = isKilled
            ? RestartBackoff.EarliestAfterKill(_record.Backoff, finished, exitedBefore, Now)
            : RestartBackoff.EarliestRestart(_record.Backoff, finished);
        if (earliest is { } due && due > Now)
        {
            LogBackingOff(_setup.PodName, _record.Name, due);
            Event(EventKind.Warning, "BackOff", $"Back-off restarting failed container {_record.Name} in pod {_setup.PodName}");
            var failure = new StartFailure(
                "CrashLoopBackOff", $"back-off {GoDuration.Format(_record.Backoff!.Delay)} restarting failed container={_record.Name} pod={_setup.PodName}");
            Publish(ContainerObservation.Enter(_record, ContainerPhase.BackingOff, Now) with
            {
                Reason = failure.Reason,
                Message = failure.Message,
                Failure = failure,
                DueAt = due,
            });
            Timers.StartSingleTimer(Due.Instance, Due.Instance, due - Now);
            return;
        }

        Launch(isKilled ? exitedBefore : finished);
    }

    /// <summary>Begins the next instance.</summary>
    /// <param name="exitedAt">The exit by which its back-off was judged; null: none.</param>
    private void Launch(DateTimeOffset? exitedAt)
    {
        if (exitedAt is { } finished && _record.Failures == 0)
        {
            _record = _record with { Backoff = RestartBackoff.Advance(_record.Backoff, finished, Now, _setup.Services.Options.MaxContainerRestartPeriod) };
        }

        _image = null;
        ForgetMounts();
        _startFailure = null;
        _createdId = "";
        if (_record.Instance is { State: ContainerInstanceState.Created or ContainerInstanceState.Unknown } leftover)
        {
            // An earlier start has no known end: what it made must be gone before another is made.
            Publish(ContainerObservation.Enter(_record, ContainerPhase.Creating, Now) with { Message = "removing an unfinished instance" });
            Call(CriMethod.RemoveContainer, new RemoveContainerRequest { ContainerId = leftover.Id }, Lanes.Sandbox(_setup.PodUid));
            return;
        }

        EnsureImage();
    }

    private void EnsureImage()
    {
        var target = _target!;
        Publish(ContainerObservation.Enter(_record, ContainerPhase.PullingImage, Now) with { TargetSandboxId = target.Sandbox.Id });
        ReadObjects();
        PrepareContainerFiles();
        if (!_logsReady && !_host.IsUnderWay(PrepareLogs))
        {
            var call = NextCall();
            var given = _host.Begin(Timers, call, PrepareLogs, HostCalls.Deadline);
            _setup.Services.Ports.Host
                .PrepareContainerLogsAsync(Path.Combine(target.SandboxConfig.LogDirectory, _record.Name), given)
                .PipeTo(Self, success: highest => new LogsPrepared(call, highest, null), failure: e => new LogsPrepared(call, -1, HostCalls.Describe(e)));
        }
    }

    private void Create()
    {
        if (_image is not { } image || !_logsReady || !_filesReady || _record.Phase != ContainerPhase.PullingImage || !AreMountsReady())
        {
            return;
        }

        // Of the instances that the runtime still has the newest may be gone already; the logs of it are not.
        var restartCount = Math.Max(_record.LastRestartCount, _logsHighest) + 1;
        var built = ContainerConfigBuilder.Build(WithMounts(_target!), image, restartCount, _setup.Facts(), _setup.Services.Options, _objects);
        if (built.Config is not { } config)
        {
            Event(EventKind.Warning, "Failed", "Error: " + built.Error);
            Fail("CreateContainerConfigError", built.Error, null);
            return;
        }

        ContainerFilePlan.AddMounts(config, _target!.Container, _files!);
        _target.UserIds?.AddTo(config.Mounts);
        _createdCount = restartCount;
        _missedNews = false;
        Publish(ContainerObservation.Enter(_record, ContainerPhase.Creating, Now));
        var request = new CreateContainerRequest { PodSandboxId = _target!.Sandbox.Id, Config = config, SandboxConfig = _target.SandboxConfig };
        Call(CriMethod.CreateContainer, request, Lanes.Sandbox(_setup.PodUid));
    }

    private void OnReply(CriReply reply)
    {
        _record = _record with { ActedAt = _setup.Services.Time.GetTimestamp() };
        switch (reply.Method)
        {
            case CriMethod.RemoveContainer when reply.Failure is { IsNotFound: false } failure:
                Fail("CreateContainerError", failure.Message, null);
                break;
            case CriMethod.RemoveContainer:
                _record = _record with { Instance = null, InstanceIds = [.. _record.InstanceIds.Where(i => i != _record.Instance?.Id)] };
                EnsureImage();
                break;
            case CriMethod.CreateContainer:
                OnCreated(reply);
                break;
            case CriMethod.StartContainer:
                _startFailure = reply.Failure;
                if (reply.Failure is { } notStarted)
                {
                    Event(EventKind.Warning, "Failed", "Error: " + notStarted.Message);
                }
                else
                {
                    Event(EventKind.Normal, "Started", "Container started");
                    if (BeginPostStart())
                    {
                        break;
                    }
                }

                ReadStatus(_createdId);
                break;
            case CriMethod.ContainerStatus:
                OnStatus(reply);
                break;
            case CriMethod.StopContainer:
                OnStopped(reply);
                break;
            default:
                throw new InvalidOperationException($"unexpected reply to {reply.Method}");
        }
    }

    private void OnCreated(CriReply reply)
    {
        if (reply.Failure is { } failure)
        {
            if (failure.IsUnanswered)
            {
                Recover("CreateContainer", failure);
                return;
            }

            _setup.Images.Tell(new CancelImage(_awaited));
            Event(EventKind.Warning, "Failed", "Error: " + failure.Message);
            Fail("CreateContainerError", failure.Message, null);

            // It may be there nevertheless, and hold the name.
            Context.Parent.Tell(new NeedsReading(_record.Name));
            return;
        }

        _createdId = reply.As<CreateContainerResponse>().ContainerId;
        if (_createdId.Length == 0)
        {
            Fail("CreateContainerError", "the runtime returned an empty container ID", null);
            return;
        }

        _record = _record with { InstanceIds = [_createdId, .. _record.InstanceIds], LastRestartCount = _createdCount };
        Event(EventKind.Normal, "Created", "Container created");
        if (_halted)
        {
            Recover("CreateContainer", new CriFailure(Grpc.Core.StatusCode.Cancelled, "the pod ends"));
            return;
        }

        Publish(ContainerObservation.Enter(_record, ContainerPhase.Starting, Now));
        Call(CriMethod.StartContainer, new StartContainerRequest { ContainerId = _createdId }, Lanes.Sandbox(_setup.PodUid));
    }

    private void OnStatus(CriReply reply)
    {
        if (reply.Failure is { } failure)
        {
            Recover("ContainerStatus", failure);
            return;
        }

        var instance = RuntimeReader.Container(reply.As<ContainerStatusResponse>().Status, _target?.Sandbox.Id ?? _record.Instance?.SandboxId ?? "");
        _setup.Pleg.Tell(new NoteKnown(_setup.PodUid, instance.Id, false, instance.State));
        if (_record.Phase == ContainerPhase.Starting)
        {
            _record = _record with { Previous = _record.Instance ?? _record.Previous };
        }

        var phase = instance.State switch
        {
            ContainerInstanceState.Running when _record.Phase == ContainerPhase.Stopping => ContainerPhase.Stopping,
            ContainerInstanceState.Running => ContainerPhase.Running,
            ContainerInstanceState.Exited => ContainerPhase.Exited,
            _ => ContainerPhase.Waiting,
        };
        if (phase == ContainerPhase.Waiting && _startFailure is { } start)
        {
            _record = _record with { Instance = instance };
            if (_record.Kind == ContainerKind.Ephemeral)
            {
                // It has an instance: there is no second start of an ephemeral container.
                Publish(ContainerObservation.Enter(_record, ContainerPhase.Waiting, Now) with
                {
                    Reason = "RunContainerError",
                    Message = start.Message,
                    Failure = new StartFailure("RunContainerError", start.Message),
                });
                return;
            }

            Fail("RunContainerError", start.Message, null);
            return;
        }

        if (phase == ContainerPhase.Stopping)
        {
            // The stop was answered, yet the container runs: ask again, harder.
            RetryStop("the container still runs");
            return;
        }

        var postStart = TakePostStartFailure();
        if (phase == ContainerPhase.Running)
        {
            LogStarted(_setup.PodName, _record.Name, instance.Id, instance.RestartCount);
            Link(instance);
            if (postStart is not null)
            {
                KillAfterPostStart(instance, postStart);
                return;
            }
        }
        else
        {
            LogExited(_setup.PodName, _record.Name, instance.ExitCode, instance.Reason);
        }

        var entered = ContainerObservation.Enter(_record, phase, Now) with { Instance = instance, Failures = 0 };
        var problem = _startFailure is { } failed ? new StartFailure("RunContainerError", failed.Message)
            : postStart is not null ? new StartFailure(StartFailure.PostStartHook, postStart)
            : null;
        Publish(problem is null ? entered : entered with { Reason = problem.Reason, Message = problem.Message, Failure = problem });
        if (_missedNews)
        {
            // Something was seen of it while its own status was on its way, and may be newer: an exit right after the start.
            _missedNews = false;
            Context.Parent.Tell(new NeedsReading(_record.Name));
        }
    }

    private void OnObserved(Observed observed)
    {
        if (observed.ReadAt < _record.ActedAt)
        {
            // Begun before the last answer to a call of this container: it may lack what that call did.
            Context.Parent.Tell(new Report(_record));
            Context.Parent.Tell(new NeedsReading(_record.Name));
            return;
        }

        _missedNews |= _record.Phase is ContainerPhase.Creating or ContainerPhase.Starting;
        if (_hook is { Name: PostStart } && !observed.Instances.Any(i => i.Id == _createdId && i.State == ContainerInstanceState.Running))
        {
            AbandonPostStart();
        }

        var before = _record;
        var after = ContainerObservation.Apply(_record, observed.Instances, Now);
        if (after == before)
        {
            return;
        }

        if (after.Phase != before.Phase)
        {
            Timers.Cancel(Due.Instance);
            EndHook();
            _awaited = default;
            if (after.Phase == ContainerPhase.Exited && after.Instance is { } exited)
            {
                LogExited(_setup.PodName, _record.Name, exited.ExitCode, exited.Reason);
            }
        }

        if (after is { Phase: ContainerPhase.Running, Instance: { } running } && TakePostStartFailure() is { } postStart)
        {
            KillAfterPostStart(running, postStart);
            return;
        }

        Publish(after);
    }

    private void OnDue()
    {
        switch (_record.Phase)
        {
            case ContainerPhase.BackingOff:
                Launch(LastExit());
                break;
            case ContainerPhase.Failed when _target is not null:
                Launch(LastExit());
                break;
            case ContainerPhase.Stopping when _record.StopHeld:
                OnRelease();
                break;
            case ContainerPhase.Stopping:
                SendStop();
                break;
        }
    }

    private void Fail(string reason, string message, DateTimeOffset? retryAt)
    {
        _awaited = default;
        var failures = _record.Failures + 1;
        var due = retryAt ?? Now + RetryBackoff.Delay(failures);
        LogFailed(_setup.PodName, _record.Name, reason, message);
        Publish(ContainerObservation.Enter(_record, ContainerPhase.Failed, Now) with
        {
            Reason = reason,
            Message = message,
            Failure = new StartFailure(reason, message),
            Failures = failures,
            DueAt = due,
        });
        if (!_halted)
        {
            Timers.StartSingleTimer(Due.Instance, Due.Instance, due > Now ? due - Now : TimeSpan.Zero);
        }
    }

    private void Recover(string call, CriFailure failure)
    {
        _awaited = default;
        Publish(ContainerObservation.Enter(_record, ContainerPhase.Recovering, Now) with { Message = $"{call}: {failure.Message}" });
        Context.Parent.Tell(new NeedsReading(_record.Name));
    }

    private void Publish(ContainerRecord record)
    {
        if (!ReferenceEquals(record, _record))
        {
            _record = record;
            Context.Parent.Tell(new Report(record));
            ReadMessages();
        }
    }

    private void ReadStatus(string id) => Call(CriMethod.ContainerStatus, new ContainerStatusRequest { ContainerId = id }, Lanes.None);

    private void Call(CriMethod method, Google.Protobuf.IMessage request, string lane, TimeSpan? deadline = null)
    {
        _awaited = NextCall();
        _setup.Gateway.Tell(new CriCall(_awaited, method, lane, request, deadline));
    }

    private CallId NextCall() => new(_incarnation, ++_calls);
}
