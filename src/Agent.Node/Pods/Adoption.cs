using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Probes;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>Brings a pod's view in line with a reading of the runtime.</summary>
internal static class Adoption
{
    /// <summary>The records of a pod that is met for the first time, or again after a crash, from what the runtime has.</summary>
    /// <param name="pod">Its spec.</param>
    /// <param name="status">What the runtime has.</param>
    /// <param name="now">Now.</param>
    /// <param name="before">Its status as last built, else as the API has it: what probes said before the agent began anew.</param>
    public static ImmutableArray<ContainerRecord> Records(V1Pod pod, PodRuntimeStatus status, DateTimeOffset now, V1PodStatus? before = null) =>
    [
        .. PodSpecs.Records(pod, now).Select(
            r => AdoptedHealth.Restore(ContainerObservation.Apply(r, Instances(status, r.Name), now), before)),
    ];

    /// <summary>The records after the spec changed: those of containers that stay are kept.</summary>
    public static ImmutableArray<ContainerRecord> Respecify(PodView view, V1Pod pod, DateTimeOffset now) =>
        [.. PodSpecs.Records(pod, now).Select(r => view.Container(r.Name) is { } known ? known with { Kind = r.Kind, Probes = r.Probes } : r)];

    /// <summary>Instances of one container name, newest first.</summary>
    public static IReadOnlyList<ContainerInstance> Instances(PodRuntimeStatus status, string name) =>
        [.. status.Containers.Where(c => c.Name == name)];

    /// <summary>Containers that the runtime has under the pod's UID and the spec does not know; of an orphan all.</summary>
    public static ImmutableArray<ContainerInstance> Strangers(V1Pod? pod, PodRuntimeStatus status) =>
        [.. status.Containers.Where(c => pod is null || PodSpecs.Find(pod, c.Name) is null)];
}
