using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Resizing;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Agent.Node.Status;

namespace Agent.Node.Pods;

/// <summary>Brings running containers to the resources that the pod has been granted.</summary>
internal sealed partial class PodActor
{
    private string _resizeError = "";
    private CallId _widening;

    private static bool ResizeWasUnderWay(V1PodStatus before) =>
        PodConditions.Find(before.Conditions, PodConditionTypes.ResizeInProgress)?.Status == "True";

    private ImmutableSortedDictionary<string, RuntimeResources> GrantedTo(V1Pod pod) => (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers)
        .ToImmutableSortedDictionary(
            c => c.Name,
            c => RuntimeResources.From(LinuxResources.Build(pod, c, _setup.Services.Options, _facts))!,
            StringComparer.Ordinal);

    private void NoteResize(Update update)
    {
        _view = _view with { ResizePending = update.Pending };
        if (!update.Pod.IsStatic() && _view.Pod is { } before && !PodAllocation.Of(before).Equals(PodAllocation.Of(update.Pod)))
        {
            _view = _view with { Granted = GrantedTo(update.Pod) };
            if (HasCgroups && _view.Adopted)
            {
                // The pod's own cgroup is widened before its containers and narrowed after them.
                _view = _view with { IsResizeHeld = true };
                _widening = ApplyCgroup(PodAllocation.Of(before).Widest(PodAllocation.Of(update.Pod)).Apply(update.Pod));
            }
        }
    }

    private void OnWidened(CallId call)
    {
        if (call == _widening)
        {
            _widening = default;
            _view = _view with { IsResizeHeld = false };
        }
    }

    private void ResizeContainer(PodAction.ResizeContainer resize)
    {
        var pod = _view.Pod!;
        _view = _view.With(_view.Container(resize.Name)! with { Resizing = resize.Wanted });
        TellContainer(resize.Name, new ContainerActor.Resize(
            resize.Wanted, LinuxResources.Build(pod, PodSpecs.Container(pod, resize.Name), _setup.Services.Options, _facts)));
    }

    /// <summary>The resize is over when no running container has other resources than those granted.</summary>
    private void EndResize()
    {
        if (_view.Granted.Count == 0 || !_view.Adopted || _view.Pod is not { } pod)
        {
            return;
        }

        var error = _view.Containers.Select(c => c.ResizeError).FirstOrDefault(e => e.Length > 0) ?? "";
        if (error.Length > 0 && error != _resizeError)
        {
            Event(EventKind.Warning, "ResizeError", ResizeText.Of("Pod resize error", pod, error));
        }

        _resizeError = error;
        if (_view.Work == PodWork.Sync && _view.Containers.Any(c => c.Phase is ContainerPhase.Recovering or ContainerPhase.Stopping || _view.IsResizeHeld || ResizePlan.IsDue(_view, c, out _, out _)))
        {
            return;
        }

        _view = _view with { Granted = PodView.NothingGranted };
        if (_view.Work == PodWork.Sync)
        {
            if (HasCgroups)
            {
                ApplyCgroup(pod);
            }

            Event(EventKind.Normal, "ResizeCompleted", ResizeText.Of("Pod resize completed", pod));
        }
    }
}
