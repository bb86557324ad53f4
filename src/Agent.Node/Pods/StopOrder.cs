using Agent.Node.Containers;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>
/// The order in which the containers of a pod end: all but the sidecars together, then the sidecars, the last of the spec
/// first. All are told at once, so that their hooks run side by side within one grace; only the signal of a sidecar is held.
/// </summary>
internal static class StopOrder
{
    /// <summary>Stops for what runs, releases for held stops whose turn has come.</summary>
    /// <param name="view">The pod.</param>
    /// <param name="reason">Why they stop.</param>
    /// <param name="grace">Seconds for all of them together.</param>
    public static IEnumerable<PodAction> Next(PodView view, string reason, long grace)
    {
        for (var i = 0; i < view.Containers.Length; i++)
        {
            var container = view.Containers[i];
            if (container is { Phase: ContainerPhase.Running }
                or { Phase: ContainerPhase.Waiting, Instance.State: ContainerInstanceState.Running })
            {
                yield return new PodAction.StopContainer(container.Name, reason, grace, Held: IsHeld(view, i));
            }
            else if (container is { Phase: ContainerPhase.Stopping, StopHeld: true } && !IsHeld(view, i))
            {
                yield return new PodAction.ReleaseStop(container.Name);
            }
        }
    }

    /// <summary>A sidecar ends after the regular containers and after the sidecars behind it.</summary>
    private static bool IsHeld(PodView view, int index)
    {
        if (view.Containers[index].Kind != ContainerKind.Sidecar)
        {
            return false;
        }

        for (var i = 0; i < view.Containers.Length; i++)
        {
            var other = view.Containers[i];
            if (other.MayRun && (other.Kind == ContainerKind.Regular || (other.Kind == ContainerKind.Sidecar && i > index)))
            {
                return true;
            }
        }

        return false;
    }
}
