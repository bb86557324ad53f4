using Agent.Node.Containers;
using Agent.Node.Host;
using Agent.Node.Host.Volumes;
using Agent.Node.Images;
using Akka.Actor;

namespace Agent.Node.Volumes;

/// <summary>The end of a volume: unmount, harder after the first attempt, until nothing of it is left.</summary>
internal sealed partial class VolumeActor
{
    private void OnLeave()
    {
        if (_leaving)
        {
            return;
        }

        _leaving = true;
        Timers.Cancel(Due.Instance);
        Timers.Cancel(RefreshDue.Instance);
        if (_awaited != default && _source is VolumeSource.Image)
        {
            _setup.Images.Tell(new CancelImage(_awaited));
        }

        _awaited = default;
        _tokenAwaited = null;
        if (_hostCall is { } underWay)
        {
            var overdue = new HostCallOverdue(underWay);
            Timers.StartSingleTimer(overdue, overdue, LeavePatience);
            Publish(_record with { Message = "the pod ends while it is being mounted" });
            return;
        }

        TearDown();
    }

    private void TearDown()
    {
        _record = _record with { Failures = 0 };
        if (_source is VolumeSource.HostPath or VolumeSource.Image or VolumeSource.Unsupported
            && !UsedVolumes.HasSubPath(_pod, _setup.Name))
        {
            // Nothing was mounted for it.
            Gone();
            return;
        }

        Publish(_record with { Phase = VolumePhase.Unmounting, Since = Now, Message = "", DueAt = null });
        SendTearDown();
    }

    private void SendTearDown()
    {
        var force = _record.Failures > 0;
        Publish(_record with { Message = force ? "by force" : "", DueAt = null });
        OnHost(
            "TearDownVolume",
            HostCalls.Deadline,
            token => _setup.Services.Ports.Host.TearDownVolumeAsync(new VolumeTearDown(_podDirectory, _setup.Name, force), token));
    }

    private void OnTornDown(string? error)
    {
        if (error is null)
        {
            Gone();
            return;
        }

        var failures = _record.Failures + 1;
        var pause = RetryBackoff.Delay(failures);
        LogUnmountFailed(_setup.PodName, _setup.Name, failures, error);
        Publish(_record with { Failures = failures, Message = error, DueAt = Now + pause });
        Timers.StartSingleTimer(Due.Instance, Due.Instance, pause);
    }

    private void Gone() => Publish(_record with { Phase = VolumePhase.Unmounted, Since = Now, Message = "", DueAt = null, Path = "" });
}
