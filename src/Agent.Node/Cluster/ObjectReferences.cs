using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Cluster;

/// <summary>The ConfigMaps and Secrets that a container needs to be made.</summary>
internal static class ObjectReferences
{
    /// <summary>Those of its environment, and the pod's pull secrets.</summary>
    public static ImmutableSortedSet<ObjectKey> Of(V1Pod pod, V1Container container) =>
        [.. OfEnvironment(pod, container), .. PullSecrets(pod)];

    /// <summary>Secrets with which the pod's images are pulled, in order; empty names are skipped.</summary>
    public static IEnumerable<ObjectKey> PullSecrets(V1Pod pod) =>
        from secret in pod.Spec.ImagePullSecrets ?? []
        where !string.IsNullOrEmpty(secret.Name)
        select new ObjectKey(ObjectKind.Secret, pod.Namespace(), secret.Name!);

    private static IEnumerable<ObjectKey> OfEnvironment(V1Pod pod, V1Container container)
    {
        var space = pod.Namespace();
        foreach (var from in container.EnvFrom ?? [])
        {
            if (from.ConfigMapRef?.Name is { Length: > 0 } map)
            {
                yield return new ObjectKey(ObjectKind.ConfigMap, space, map);
            }

            if (from.SecretRef?.Name is { Length: > 0 } secret)
            {
                yield return new ObjectKey(ObjectKind.Secret, space, secret);
            }
        }

        foreach (var env in container.Env ?? [])
        {
            if (env.ValueFrom?.ConfigMapKeyRef?.Name is { Length: > 0 } map)
            {
                yield return new ObjectKey(ObjectKind.ConfigMap, space, map);
            }

            if (env.ValueFrom?.SecretKeyRef?.Name is { Length: > 0 } secret)
            {
                yield return new ObjectKey(ObjectKind.Secret, space, secret);
            }
        }
    }
}
