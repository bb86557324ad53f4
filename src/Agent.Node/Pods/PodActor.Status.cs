using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Containers.Files;
using Agent.Node.Resizing;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>The telling half: builds the pod's status after each change and passes it on.</summary>
internal sealed partial class PodActor
{
    private PodStatusFacts? _node;
    private V1PodStatus? _status;
    private StatusBasis? _told;
    private ContainerActor.Know? _known;

    protected override void PreRestart(Exception reason, object? message)
    {
        // The next incarnation goes on from here: phases and counts never fall back.
        Context.Parent.Tell(new Remember(_view.Uid, _status));
        base.PreRestart(reason, message);
    }

    private void WriteStatus()
    {
        if (_view.Pod is not { } pod || !_view.Adopted || _node is not { } node)
        {
            return;
        }

        if (_view.Work < PodWork.Terminated
            && _view.Containers.Any(c => TerminationMessages.IsAwaited(c.Instance) || TerminationMessages.IsAwaited(c.Previous)))
        {
            // What a container said of its end is being read: an end is told once, with its message.
            return;
        }

        var basis = new StatusBasis(_view.Containers, _view.Sandboxes, pod, _view.Work, _view.EndStatus, node, _view.IsRestartingAll, _view.Granted, _view.ResizePending);
        if (basis == _told)
        {
            return;
        }

        var isMore = basis.Work != _told?.Work || basis.Pod.Metadata.DeletionTimestamp != _told.Pod.Metadata.DeletionTimestamp;
        _told = basis;
        var status = PodStatusBuilder.Build(_view, _status, node, Now);
        if (isMore || status != _status)
        {
            _status = status;
            _setup.Status.Tell(new PodStatusChanged(pod, status, _view.Work < PodWork.Unmounting, _view.Work == PodWork.Finished));
        }
    }

    /// <summary>Tells the containers what their hooks and probes need: the spec, and the address that the status has.</summary>
    private void Inform()
    {
        if (_view.Pod is not { } pod || !_view.Adopted)
        {
            return;
        }

        var ip = _status?.PodIP ?? "";
        if (_known is { } known && ReferenceEquals(known.Pod, pod) && known.PodIp == ip)
        {
            return;
        }

        _known = new ContainerActor.Know(pod, ip);
        foreach (var container in _containers.Values)
        {
            container.Tell(_known);
        }
    }

    /// <summary>All that the status depends on; the same things give the same status.</summary>
    private sealed record StatusBasis(
        ImmutableArray<ContainerRecord> Containers,
        IReadOnlyList<SandboxInstance> Sandboxes,
        V1Pod Pod,
        PodWork Work,
        PodEndStatus? EndStatus,
        PodStatusFacts Node,
        bool IsRestartingAll,
        ImmutableSortedDictionary<string, RuntimeResources> Granted,
        ResizePending? ResizePending)
    {
        public bool Equals(StatusBasis? other) => other is not null && Containers == other.Containers
            && ReferenceEquals(Sandboxes, other.Sandboxes) && ReferenceEquals(Pod, other.Pod) && Work == other.Work
            && EndStatus == other.EndStatus && ReferenceEquals(Node, other.Node) && IsRestartingAll == other.IsRestartingAll
            && ReferenceEquals(Granted, other.Granted) && ResizePending == other.ResizePending;

        public override int GetHashCode() => Pod.GetHashCode();
    }
}
