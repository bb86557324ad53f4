using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Host.Volumes;
using Agent.Node.Images;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Volumes;

/// <summary>
/// One volume of a pod: has it made before the containers start, keeps its content true while they run, and takes it away when
/// nothing of the pod runs any more. It hangs alone: pods with other volumes do not notice.
/// </summary>
internal sealed partial class VolumeActor : UntypedActor, IWithTimers
{
    /// <summary>How long a mount may take: a network file system retries for a while by itself.</summary>
    public static readonly TimeSpan MountDeadline = TimeSpan.FromMinutes(2);

    // A mount under way when the pod ends is not waited for much longer.
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(5);

    private readonly VolumeSetup _setup;
    private readonly ILogger _log;
    private readonly HostCalls _host;
    private readonly string _podDirectory;
    private VolumeRecord _record;
    private VolumeRecord? _reported;
    private VolumeSource _source = new VolumeSource.Unsupported("not read yet");
    private V1Pod _pod = new();
    private int _incarnation;
    private long _calls;
    private CallId _awaited;
    private CallId? _hostCall;
    private bool _begun;
    private bool _leaving;
    private bool _again;
    private string _eventText = "";

    public VolumeActor(VolumeSetup setup)
    {
        _setup = setup;
        _log = setup.Log;
        _host = new HostCalls(setup.Services.Options.NodeName);
        _podDirectory = VolumePaths.Pod(setup.Services.Options.RootDirectory, setup.PodUid);
        _record = new VolumeRecord { Name = setup.Name, Kind = "" };
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(VolumeSetup setup) => Akka.Actor.Props.Create(() => new VolumeActor(setup));

    private DateTimeOffset Now => _setup.Services.Time.GetUtcNow();

    /// <summary>Something is on its way: a reading or a call of the host.</summary>
    private bool IsBusy => _awaited != default || _hostCall is not null;

    protected override void PostRestart(Exception reason) => Context.Parent.Tell(new Crashed(_setup.Name, reason.Message));

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        if (message is Begin begin)
        {
            OnBegin(begin);
            return;
        }

        if (!_begun)
        {
            // For the crashed predecessor; what matters of it comes again.
            return;
        }

        switch (message)
        {
            case Update update:
                OnUpdate(update.Pod);
                break;
            case Leave:
                OnLeave();
                break;
            case ObjectsRead read when read.Id == _awaited:
                OnObjects(read.Objects);
                break;
            case ObjectsChanged:
                Refresh();
                break;
            case TokenIssued issued when issued.Id == _awaited:
                OnToken(issued);
                break;
            case ClaimRead read when read.Id == _awaited:
                OnClaim(read);
                break;
            case ImageReply reply when reply.Id == _awaited:
                OnImage(reply);
                break;
            case ImageProgress progress when progress.Id == _awaited:
                Publish(_record with { Message = $"image {((_source as VolumeSource.Image)?.Reference)}: {progress.Text}" });
                break;
            case HostDone done when _host.End(Timers, done.Call):
                OnHostDone(done);
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case Due:
                OnDue();
                break;
            case RefreshDue:
                Refresh();
                break;
            case ObjectsRead or TokenIssued or ClaimRead or ImageReply or ImageProgress or HostDone:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnBegin(Begin begin)
    {
        _begun = true;
        _record = begin.Record;
        _pod = begin.Pod;
        _incarnation = begin.Incarnation;
        (_, _source) = VolumeSources.Of(Volume(begin.Pod), begin.Pod, _setup.Services.Options.MemoryCapacity);
        if (begin.Leave)
        {
            OnLeave();
        }
        else
        {
            Prepare();
        }
    }

    private V1Volume Volume(V1Pod pod) => pod.Spec.Volumes?.FirstOrDefault(v => v.Name == _setup.Name) ?? new V1Volume { Name = _setup.Name };

    private void OnUpdate(V1Pod pod)
    {
        _pod = pod;
        if (_source is VolumeSource.Files files && files.Parts.Any(p => p is FilePart.DownwardApi))
        {
            Refresh();
        }
    }

    /// <summary>Has the content read and written again; at once, or after what is under way.</summary>
    private void Refresh()
    {
        if (_leaving)
        {
            return;
        }

        if (IsBusy)
        {
            _again = true;
        }
        else
        {
            Prepare();
        }
    }

    private void Prepare()
    {
        _again = false;
        Timers.Cancel(Due.Instance);
        Enter(VolumePhase.Preparing, "");
        switch (_source)
        {
            case VolumeSource.EmptyDir empty:
                var directory = Directory(empty);
                MakeOnHost(
                    "SetUpEmptyDir",
                    HostCalls.Deadline,
                    directory,
                    token => _setup.Services.Ports.Host.SetUpEmptyDirAsync(
                        new EmptyDirSetup(_podDirectory, _setup.Name, directory, empty.FileSystem, empty.Options, Owner(readOnly: false)), token));
                break;
            case VolumeSource.HostPath host:
                _record = _record with { IsReadOnly = host.ReadOnly };
                MakeOnHost(
                    "CheckHostPath", HostCalls.Deadline, host.Path, token => _setup.Services.Ports.Host.CheckHostPathAsync(host.Path, host.Type, token));
                break;
            case VolumeSource.Files files:
                ReadFiles(files);
                break;
            case VolumeSource.Claim claim:
                ReadTheClaim(claim);
                break;
            case VolumeSource.Local local:
                Mount(local.Path, "", local.Options, local.ReadOnly, hasGroup: true);
                break;
            case VolumeSource.Nfs nfs:
                Mount($"{nfs.Server}:{nfs.Path}", "nfs", nfs.Options, nfs.ReadOnly, hasGroup: false);
                break;
            case VolumeSource.Image image:
                EnsureImage(image);
                break;
            case VolumeSource.Unsupported unsupported:
                Fail(unsupported.Error, canRetry: false);
                break;
            default:
                throw new InvalidOperationException($"unknown source {_source}");
        }
    }

    private void Mount(string source, string fileSystem, IReadOnlyList<string> options, bool readOnly, bool hasGroup)
    {
        var directory = Directory(_source);
        IReadOnlyList<string> all = readOnly ? [.. options, "ro"] : options;
        var owner = hasGroup && !readOnly ? Owner(readOnly: false, policy: true) : new VolumeOwnership();
        _record = _record with { IsReadOnly = readOnly };
        MakeOnHost(
            "Mount",
            MountDeadline,
            directory,
            token => _setup.Services.Ports.Host.MountAsync(new MountSetup(_podDirectory, directory, source, fileSystem, all, owner), token));
    }

    private void MakeOnHost(string operation, TimeSpan deadline, string path, Func<CancellationToken, Task> call)
    {
        _record = _record with { Path = path };
        Enter(VolumePhase.Mounting, operation);
        OnHost(operation, deadline, call);
    }

    private void OnHost(string operation, TimeSpan deadline, Func<CancellationToken, Task> call)
    {
        var id = NextCall();
        _hostCall = id;
        call(_host.Begin(Timers, id, operation, deadline))
            .PipeTo(Self, success: () => new HostDone(id, null), failure: e => new HostDone(id, HostCalls.Describe(e)));
    }

    private void OnHostDone(HostDone done)
    {
        _hostCall = null;
        if (_record.Phase == VolumePhase.Unmounting)
        {
            OnTornDown(done.Error);
        }
        else if (_leaving)
        {
            TearDown();
        }
        else if (done.Error is { } error)
        {
            Fail(error);
        }
        else
        {
            Ready();
        }
    }

    private void Ready()
    {
        if (_record.Phase != VolumePhase.InUse)
        {
            LogMounted(_setup.PodName, _setup.Name, _record.Kind);
        }

        _eventText = "";
        var due = ScheduleRefresh();
        var since = _record.Phase == VolumePhase.InUse ? _record.Since : Now;
        Publish(_record with { Phase = VolumePhase.InUse, Since = since, Message = "", Failures = 0, DueAt = due });
        if (_again)
        {
            Prepare();
        }
    }

    private void Fail(string error, bool canRetry = true)
    {
        _awaited = default;
        var failures = _record.Failures + 1;
        DateTimeOffset? due = canRetry ? Now + RetryBackoff.Delay(failures) : null;
        LogFailed(_setup.PodName, _setup.Name, _record.Kind, error, failures);
        Warn(error);
        var isInUse = _record.Phase == VolumePhase.InUse;
        Publish(_record with
        {
            // What was made stays in use: the containers keep what they have.
            Phase = isInUse ? VolumePhase.InUse : VolumePhase.Failed,
            Since = isInUse || _record.Phase == VolumePhase.Failed ? _record.Since : Now,
            Message = error,
            Failures = failures,
            DueAt = due,
        });
        if (due is { } at)
        {
            Timers.StartSingleTimer(Due.Instance, Due.Instance, at - Now);
        }

        if (_again)
        {
            Prepare();
        }
    }

    private void OnDue()
    {
        if (_record.Phase == VolumePhase.Unmounting)
        {
            SendTearDown();
        }
        else
        {
            Refresh();
        }
    }

    private void Warn(string error)
    {
        // The same text again is told with every attempt by the pod's own event; the recorder counts those.
        if (_eventText == error && _record.Failures > 3)
        {
            return;
        }

        _eventText = error;
        _setup.Events.Tell(new RecordEvent(
            EventSubject.Pod(_pod), EventKind.Warning, "FailedMount", $"MountVolume.SetUp failed for volume \"{_setup.Name}\" : {error}"));
    }

    /// <summary>Notes what is being done, unless the volume is in use all the while.</summary>
    private void Enter(VolumePhase phase, string message)
    {
        if (_record.Phase == VolumePhase.InUse)
        {
            return;
        }

        Publish(_record with { Phase = phase, Since = _record.Phase == phase ? _record.Since : Now, Message = message, DueAt = null });
    }

    private void Publish(VolumeRecord record)
    {
        _record = record;
        if (record != _reported)
        {
            _reported = record;
            Context.Parent.Tell(new Report(record));
        }
    }

    private string Directory(VolumeSource source) => VolumePaths.Volume(_podDirectory, _setup.Name, source, _record.Kind);

    private VolumeOwnership Owner(bool readOnly, bool policy = false)
    {
        var context = _pod.Spec.SecurityContext;
        return new VolumeOwnership(context?.FsGroup, readOnly, policy && context?.FsGroupChangePolicy == "OnRootMismatch");
    }

    private CallId NextCall() => new(_incarnation, ++_calls);
}
