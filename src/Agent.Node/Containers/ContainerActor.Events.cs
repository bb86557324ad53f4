using Agent.Node.Events;
using Agent.Node.Images;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>The events of a container, with the kubelet's reasons and words.</summary>
internal sealed partial class ContainerActor
{
    private const string PullingText = "pulling";

    private void Event(EventKind kind, string reason, string message)
    {
        if (Pod is { } pod)
        {
            _setup.Events.Tell(new RecordEvent(ContainerFields.Subject(pod, _record.Kind, _record.Name), kind, reason, message));
        }
    }

    private void PodEvent(EventKind kind, string reason, string message)
    {
        if (Pod is { } pod)
        {
            _setup.Events.Tell(new RecordEvent(EventSubject.Pod(pod), kind, reason, message));
        }
    }

    private void EventOfImage(ResolvedImage image)
    {
        const string pulled = "pulled in ";
        var name = _target?.Container.Image;
        Event(EventKind.Normal, "Pulled", image.Summary.StartsWith(pulled, StringComparison.Ordinal)
            ? $"Successfully pulled image \"{name}\" in {image.Summary[pulled.Length..]}"
            : $"Container image \"{name}\" {image.Summary}");
    }

    private void EventOfImageFailure(string reason, string message)
    {
        var name = _target?.Container.Image;
        switch (reason)
        {
            case "ImagePullBackOff":
                Event(EventKind.Normal, "BackOff", $"Back-off pulling image \"{name}\"");
                break;
            case "ErrImageNeverPull":
                Event(EventKind.Warning, "ErrImageNeverPull", message);
                break;
            case "InvalidImageName" or "ImageInspectError":
                Event(EventKind.Warning, "InspectFailed", message);
                break;
            default:
                // Tools look for the kubelet's words, which begin with a capital letter here and not in the status.
                Event(EventKind.Warning, "Failed", message.StartsWith(PullErrors.Prefix, StringComparison.Ordinal)
                    ? "F" + message[1..]
                    : $"Failed to pull image \"{name}\": {message}");
                break;
        }

        Event(EventKind.Warning, "Failed", "Error: " + reason);
    }
}
