using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Volumes;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>The pod's volumes: one child each, begun before the sandbox and ended after it.</summary>
internal sealed partial class PodActor
{
    /// <summary>How long volumes are waited for before an event says so, and again after the same time (the kubelet's 2 min 3 s).</summary>
    public static readonly TimeSpan VolumeLimit = TimeSpan.FromSeconds(123);

    private readonly SortedDictionary<string, IActorRef> _volumes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Incarnation, CrashHistory History)> _volumeCrashes = new(StringComparer.Ordinal);
    private bool _removing;

    /// <summary>Takes a message that concerns volumes; false: it does not, or it is stale.</summary>
    private bool OnVolumeMessage(object message)
    {
        switch (message)
        {
            case VolumeActor.Report report:
                NoteVolume(report.Record);
                return true;
            case VolumeActor.Crashed crashed:
                OnVolumeCrashed(crashed.Name, crashed.Error);
                return true;
            case BeginVolume begin:
                TellBegin(begin.Name);
                return true;
            case VolumesLate:
                OnVolumesLate();
                return true;
            case DirectoryRemoved removed when _host.End(Timers, removed.Call):
                OnDirectoryRemoved(removed.Error);
                return true;
            default:
                return false;
        }
    }

    private void MountVolumes()
    {
        SpawnVolumes();
        Timers.StartSingleTimer(VolumesLate.Instance, VolumesLate.Instance, VolumeLimit);
    }

    private void UnmountVolumes()
    {
        _view = _view with { Work = PodWork.Unmounting };
        SpawnVolumes();
        foreach (var volume in _volumes.Values)
        {
            volume.Tell(VolumeActor.Leave.Instance);
        }
    }

    private void SpawnVolumes()
    {
        var pod = _view.Pod!;
        var known = _view.Volumes;
        _view = _view with
        {
            Volumes =
            [
                .. known,
                .. UsedVolumes.Of(pod).Where(v => known.All(k => k.Name != v.Name))
                    .Select(v => new VolumeRecord { Name = v.Name, Kind = VolumeSources.KindOf(v, pod), Since = Now }),
            ],
        };
        foreach (var record in _view.Volumes.Where(v => !_volumes.ContainsKey(v.Name)))
        {
            var setup = new VolumeSetup(
                _setup.Services, _setup.Cluster, _setup.Images, _setup.Events, _setup.Uid, PodName, record.Name, _setup.VolumeLog);
            _volumes[record.Name] = Context.ActorOf(VolumeActor.Props(setup), "volume:" + record.Name);
            TellBegin(record.Name);
        }
    }

    private void TellBegin(string name)
    {
        if (_view.Pod is { } pod && _view.Volumes.FirstOrDefault(v => v.Name == name) is { } record)
        {
            var incarnation = _volumeCrashes.GetValueOrDefault(name).Incarnation;
            _volumes[name].Tell(new VolumeActor.Begin(record, pod, incarnation, Leave: _view.Work == PodWork.Unmounting));
        }
    }

    private void TellVolumes(V1Pod pod)
    {
        foreach (var volume in _volumes.Values)
        {
            volume.Tell(new VolumeActor.Update(pod));
        }
    }

    private void NoteVolume(VolumeRecord record)
    {
        var index = _view.Volumes.ToList().FindIndex(v => v.Name == record.Name);
        if (index >= 0)
        {
            _view = _view with { Volumes = _view.Volumes.SetItem(index, record) };
        }
    }

    private void OnVolumeCrashed(string name, string error)
    {
        LogVolumeCrashed(PodName, name, error);
        var (incarnation, history) = _volumeCrashes.GetValueOrDefault(name, (0, CrashHistory.None));
        history = history.Add(Now);
        _volumeCrashes[name] = (incarnation + 1, history);
        if (_view.Volumes.FirstOrDefault(v => v.Name == name) is { } record)
        {
            NoteVolume(record with { Message = "its actor failed: " + error, DueAt = Now + history.Pause });
        }

        if (history.Pause == TimeSpan.Zero)
        {
            TellBegin(name);
        }
        else
        {
            Timers.StartSingleTimer(("volume", name), new BeginVolume(name), history.Pause);
        }
    }

    private void OnVolumesLate()
    {
        var late = _view.Volumes.Where(v => v.Phase != VolumePhase.InUse).Select(v => v.Name).ToList();
        if (_view.Work != PodWork.Sync || late.Count == 0)
        {
            return;
        }

        Event(
            EventKind.Warning,
            "FailedMount",
            $"Unable to attach or mount volumes: unmounted volumes=[{string.Join(' ', late)}], unattached volumes=[], failed to process volumes=[]: "
            + "timed out waiting for the condition");
        Timers.StartSingleTimer(VolumesLate.Instance, VolumesLate.Instance, VolumeLimit);
    }

    private void RemoveDirectory()
    {
        // The directory goes last: by it the next agent finds what this one left, its cgroup too.
        if (_removing || _host.IsUnderWay(RemoveCgroupCall))
        {
            return;
        }

        _removing = true;
        _view = _view with { Work = PodWork.Removing };
        var id = NextCall();
        var directory = VolumePaths.Pod(_setup.Services.Options.RootDirectory, _view.Uid);
        _setup.Services.Ports.Host.TearDownPodAsync(directory, _host.Begin(Timers, id, "TearDownPod", HostCalls.Deadline))
            .PipeTo(Self, success: () => new DirectoryRemoved(id, null), failure: e => new DirectoryRemoved(id, HostCalls.Describe(e)));
    }

    private void OnDirectoryRemoved(string? error)
    {
        if (error is not null)
        {
            // Housekeeping looks for directories of pods that are gone, and tries again.
            LogDirectoryLeft(PodName, error);
        }

        _view = _view with { MayHaveDirectory = false };
    }

    private sealed record BeginVolume(string Name);

    private sealed record DirectoryRemoved(Runtime.CallId Call, string? Error);

    private sealed class VolumesLate
    {
        public static readonly VolumesLate Instance = new();
    }
}
