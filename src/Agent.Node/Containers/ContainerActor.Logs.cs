using Agent.Node.Host;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>The log of a container: its directory before the start, the link to it after that.</summary>
internal sealed partial class ContainerActor
{
    private void OnLogsPrepared(LogsPrepared prepared)
    {
        if (prepared.Error is { } error)
        {
            if (_record.Phase == ContainerPhase.PullingImage)
            {
                _setup.Images.Tell(new CancelImage(_awaited));
                Fail("CreateContainerConfigError", "log directory: " + error, null);
            }

            return;
        }

        _logsReady = true;
        _logsHighest = prepared.HighestRestartCount;
        Create();
    }

    /// <summary>The link that log shippers of old look for; made after the start, when the log exists.</summary>
    private void Link(ContainerInstance instance)
    {
        if (_setup.Services.Options.ContainerLogLinksDirectory is not { } directory || instance.LogPath.Length == 0 || _target is not { } target)
        {
            return;
        }

        var link = Path.Combine(directory, PodLogs.LinkName(target.Pod.Metadata.Name ?? "", target.Pod.Metadata.Namespace ?? "", _record.Name, instance.Id));
        var call = NextCall();
        _setup.Services.Ports.Host.LinkAsync(link, instance.LogPath, _host.Begin(Timers, call, "Link", HostCalls.Deadline))
            .PipeTo(Self, success: () => new Linked(call), failure: e => new NotLinked(call, link, HostCalls.Describe(e)));
    }
}
