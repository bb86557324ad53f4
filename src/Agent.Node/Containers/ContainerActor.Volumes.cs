using System.Collections.Immutable;
using Agent.Node.Host;
using Agent.Node.Host.Volumes;
using Agent.Node.Runtime;
using Agent.Node.Volumes;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>The mounts of volumes: parts of volumes are opened and mounted by the host before the container is made.</summary>
internal sealed partial class ContainerActor
{
    private const string SetUpSubPath = "SetUpSubPath";

    private readonly HashSet<CallId> _mountsAwaited = [];
    private List<PlannedMount>? _mounts;

    /// <summary>Has the mounts made; true once they are there. Each creation of the container makes them anew.</summary>
    private bool AreMountsReady()
    {
        if (_mounts is not null)
        {
            return _mountsAwaited.Count == 0;
        }

        var target = _target!;
        if (target.Container is { VolumeMounts: null or { Count: 0 }, VolumeDevices: null or { Count: 0 } })
        {
            return true;
        }

        var variables = target.Container.VolumeMounts?.Any(m => m.SubPathExpr is { Length: > 0 }) == true
            ? ContainerEnvironment.Build(target, _setup.Facts(), _objects).Config?.Values
            : null;
        var planned = ContainerMounts.Plan(
            target, variables ?? ImmutableDictionary<string, string>.Empty, _setup.Facts().RecursiveReadOnlyMounts);
        if (planned.Config is not { } mounts)
        {
            FailMounts(planned.Error);
            return false;
        }

        _mounts = [.. mounts];
        foreach (var mount in mounts.Where(m => m.SubPath.Length > 0))
        {
            var id = NextCall();
            var place = VolumePaths.SubPath(PodDirectory, mount.Volume.Name, _record.Name, mount.Index);
            var setup = new SubPathSetup(mount.Volume.Path, mount.SubPath, place, mount.Volume.IsReadOnly);
            _mountsAwaited.Add(id);
            _setup.Services.Ports.Host.SetUpSubPathAsync(setup, _host.Begin(Timers, id, SetUpSubPath, HostCalls.Deadline))
                .PipeTo(
                    Self,
                    success: path => new SubPathReady(id, mount.Index, path, null),
                    failure: e => new SubPathReady(id, mount.Index, "", HostCalls.Describe(e)));
        }

        if (_mountsAwaited.Count > 0)
        {
            Publish(_record with { Message = "the parts of volumes that it mounts are being opened" });
        }

        return _mountsAwaited.Count == 0;
    }

    private void OnSubPath(SubPathReady ready)
    {
        // An earlier attempt's answer says nothing of this one's mounts.
        if (!_mountsAwaited.Remove(ready.Call) || _mounts is not { } mounts || _record.Phase != ContainerPhase.PullingImage)
        {
            return;
        }

        var at = mounts.FindIndex(m => m.Index == ready.Index);
        if (ready.Error is { } error)
        {
            FailMounts($"failed to prepare subPath for volumeMount \"{mounts[at].Volume.Name}\" of container \"{_record.Name}\": {error}");
            return;
        }

        var mount = mounts[at].Mount.Clone();
        mount.HostPath = ready.Path;
        mounts[at] = mounts[at] with { Mount = mount };
        Create();
    }

    private void FailMounts(string error)
    {
        ForgetMounts();
        Event(Events.EventKind.Warning, "Failed", "Error: " + error);
        Fail("CreateContainerConfigError", error, null);
    }

    private void ForgetMounts()
    {
        _mounts = null;
        _mountsAwaited.Clear();
    }

    private ContainerTarget WithMounts(ContainerTarget target) => target with { Mounts = [.. (_mounts ?? []).Select(m => m.Mount)] };

    private sealed record SubPathReady(CallId Call, int Index, string Path, string? Error);
}
