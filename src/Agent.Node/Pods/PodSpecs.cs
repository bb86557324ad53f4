using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Probes;

namespace Agent.Node.Pods;

/// <summary>Lookups in a pod spec.</summary>
internal static class PodSpecs
{
    /// <summary>The container of that name, of whatever kind.</summary>
    /// <exception cref="InvalidOperationException">The spec has no such container.</exception>
    public static V1Container Container(V1Pod pod, string name) =>
        Find(pod, name) ?? throw new InvalidOperationException($"pod {pod.Metadata.Name} has no container {name}");

    /// <summary>The container of that name, or null.</summary>
    public static V1Container? Find(V1Pod pod, string name) =>
        pod.Spec.Containers?.FirstOrDefault(c => c.Name == name)
        ?? pod.Spec.InitContainers?.FirstOrDefault(c => c.Name == name)
        ?? EphemeralContainers.Find(pod, name);

    /// <summary>A fresh record of each container: init containers, regular ones, ephemeral ones, in spec order.</summary>
    public static IEnumerable<ContainerRecord> Records(V1Pod pod, DateTimeOffset now)
    {
        foreach (var init in pod.Spec.InitContainers ?? [])
        {
            // Plain init containers end: there is nothing to probe.
            var kind = Kind(init);
            var probes = kind == ContainerKind.Sidecar ? init.Probes() : ProbeKinds.None;
            yield return new ContainerRecord { Name = init.Name ?? "", Kind = kind, Since = now, Probes = probes };
        }

        foreach (var container in pod.Spec.Containers ?? [])
        {
            yield return new ContainerRecord { Name = container.Name ?? "", Kind = ContainerKind.Regular, Since = now, Probes = container.Probes() };
        }

        foreach (var container in pod.Spec.EphemeralContainers ?? [])
        {
            yield return new ContainerRecord { Name = container.Name, Kind = ContainerKind.Ephemeral, Since = now };
        }
    }

    /// <summary>Init containers with restartPolicy Always are sidecars.</summary>
    public static ContainerKind Kind(V1Container init) => init.RestartPolicy == "Always" ? ContainerKind.Sidecar : ContainerKind.Init;
}
