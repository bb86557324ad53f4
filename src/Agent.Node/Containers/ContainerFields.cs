using Agent.Kubernetes;
using Agent.Node.Events;

namespace Agent.Node.Containers;

/// <summary>Containers as parts of their pod's object.</summary>
internal static class ContainerFields
{
    /// <summary>What an event about a container is about: its pod, and the field that the container is.</summary>
    public static EventSubject Subject(V1Pod pod, ContainerKind kind, string name)
    {
        var path = kind switch
        {
            ContainerKind.Init or ContainerKind.Sidecar => "initContainers",
            ContainerKind.Ephemeral => "ephemeralContainers",
            _ => "containers",
        };
        return EventSubject.Pod(pod, $"spec.{path}{{{name}}}");
    }
}
