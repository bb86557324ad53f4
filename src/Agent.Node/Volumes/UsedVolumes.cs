using Agent.Kubernetes;

namespace Agent.Node.Volumes;

/// <summary>The volumes of a pod that one of its containers mounts; others are not made, as with the kubelet.</summary>
internal static class UsedVolumes
{
    /// <summary>Those volumes, in the order of the spec.</summary>
    public static IEnumerable<V1Volume> Of(V1Pod pod)
    {
        if (pod.Spec.Volumes is not { Count: > 0 } volumes)
        {
            return [];
        }

        var names = pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? [])
            .SelectMany(c => (c.VolumeMounts ?? []).Select(m => m.Name).Concat((c.VolumeDevices ?? []).Select(d => d.Name)))
            .Concat((pod.Spec.EphemeralContainers ?? []).SelectMany(c => (c.VolumeMounts ?? []).Select(m => m.Name)))
            .ToHashSet(StringComparer.Ordinal);
        return volumes.Where(v => names.Contains(v.Name));
    }

    /// <summary>Whether a container mounts a part of the volume by itself.</summary>
    public static bool HasSubPath(V1Pod pod, string volume) =>
        pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).SelectMany(c => c.VolumeMounts ?? [])
            .Any(m => m.Name == volume && (m.SubPath is { Length: > 0 } || m.SubPathExpr is { Length: > 0 }));
}
