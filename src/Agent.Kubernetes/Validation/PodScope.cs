namespace Agent.Kubernetes.Validation;

/// <summary>What the rules of a part of a pod need to know of the rest.</summary>
internal sealed class PodScope
{
    public PodScope(V1Pod pod)
    {
        Pod = pod;
        Volumes = (pod.Spec.Volumes ?? []).DistinctBy(v => v.Name).ToDictionary(v => v.Name, StringComparer.Ordinal);
        Claims = (pod.Spec.ResourceClaims ?? []).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
    }

    public V1Pod Pod { get; }

    public V1PodSpec Spec => Pod.Spec;

    /// <summary>The volumes by name; the first of equal names.</summary>
    public IReadOnlyDictionary<string, V1Volume> Volumes { get; }

    /// <summary>The names of the pod's resource claims.</summary>
    public IReadOnlySet<string> Claims { get; }

    /// <summary>Whether the pod has a user namespace of its own.</summary>
    public bool OwnUserNamespace => Spec.HostUsers == false;
}
