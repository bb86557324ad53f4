using Agent.Kubernetes;
using Agent.Kubernetes.Validation;

namespace Agent.Node.Sources;

/// <summary>
/// Finds what a static pod may not have: references to objects of the API, which the node may read for its API pods only. A pod
/// on disk could else name any secret in any namespace.
/// </summary>
internal static class ApiReferences
{
    public static IReadOnlyList<FieldError> Find(V1Pod pod)
    {
        var found = new List<FieldError>();
        var spec = pod.Spec;
        Add(found, !string.IsNullOrEmpty(spec.ServiceAccountName), "spec.serviceAccountName", "a service account");
        foreach (var (_, i) in (spec.ImagePullSecrets ?? []).Select((s, i) => (s, i)))
        {
            Add(found, true, $"spec.imagePullSecrets[{i}]", "a secret");
        }

        foreach (var (_, i) in (spec.ResourceClaims ?? []).Select((c, i) => (c, i)))
        {
            Add(found, true, $"spec.resourceClaims[{i}]", "a resource claim");
        }

        Environment(found, "spec.initContainers", (spec.InitContainers ?? []).Select(c => (c.Env, c.EnvFrom)));
        Environment(found, "spec.containers", spec.Containers.Select(c => (c.Env, c.EnvFrom)));
        Environment(found, "spec.ephemeralContainers", (spec.EphemeralContainers ?? []).Select(c => (c.Env, c.EnvFrom)));
        foreach (var (volume, i) in (spec.Volumes ?? []).Select((v, i) => (v, i)))
        {
            Volume(found, $"spec.volumes[{i}]", volume);
        }

        return found;
    }

    private static void Environment(
        List<FieldError> found,
        string path,
        IEnumerable<(IReadOnlyList<V1EnvVar>? Env, IReadOnlyList<V1EnvFromSource>? EnvFrom)> containers)
    {
        foreach (var (container, c) in containers.Select((container, c) => (container, c)))
        {
            foreach (var (variable, i) in (container.Env ?? []).Select((v, i) => (v, i)))
            {
                var at = $"{path}[{c}].env[{i}].valueFrom";
                Add(found, variable.ValueFrom?.SecretKeyRef is not null, at + ".secretKeyRef", "a secret");
                Add(found, variable.ValueFrom?.ConfigMapKeyRef is not null, at + ".configMapKeyRef", "a config map");
            }

            foreach (var (source, i) in (container.EnvFrom ?? []).Select((s, i) => (s, i)))
            {
                Add(found, source.SecretRef is not null, $"{path}[{c}].envFrom[{i}].secretRef", "a secret");
                Add(found, source.ConfigMapRef is not null, $"{path}[{c}].envFrom[{i}].configMapRef", "a config map");
            }
        }
    }

    private static void Volume(List<FieldError> found, string path, V1Volume volume)
    {
        foreach (var (source, isSet, what) in new[]
        {
            ("secret", volume.Secret is not null, "a secret"),
            ("configMap", volume.ConfigMap is not null, "a config map"),
            ("persistentVolumeClaim", volume.PersistentVolumeClaim is not null, "a persistent volume claim"),
            ("ephemeral", volume.Ephemeral is not null, "a persistent volume claim"),
            ("csi", volume.Csi is not null, "a CSI driver"),
            ("azureFile", volume.AzureFile is not null, "a secret"),
            ("glusterfs", volume.Glusterfs is not null, "endpoints"),
            ("cephfs.secretRef", volume.Cephfs?.SecretRef is not null, "a secret"),
            ("cinder.secretRef", volume.Cinder?.SecretRef is not null, "a secret"),
            ("flexVolume.secretRef", volume.FlexVolume?.SecretRef is not null, "a secret"),
            ("iscsi.secretRef", volume.Iscsi?.SecretRef is not null, "a secret"),
            ("rbd.secretRef", volume.Rbd?.SecretRef is not null, "a secret"),
            ("scaleIO.secretRef", volume.ScaleIO is not null, "a secret"),
            ("storageos.secretRef", volume.Storageos?.SecretRef is not null, "a secret"),
        })
        {
            Add(found, isSet, $"{path}.{source}", what);
        }

        foreach (var (source, i) in (volume.Projected?.Sources ?? []).Select((s, i) => (s, i)))
        {
            var at = $"{path}.projected.sources[{i}]";
            Add(found, source.Secret is not null, at + ".secret", "a secret");
            Add(found, source.ConfigMap is not null, at + ".configMap", "a config map");
            Add(found, source.ServiceAccountToken is not null, at + ".serviceAccountToken", "a service account");
            Add(found, source.ClusterTrustBundle is not null, at + ".clusterTrustBundle", "a cluster trust bundle");
            Add(found, source.PodCertificate is not null, at + ".podCertificate", "a signer of pod certificates");
        }
    }

    private static void Add(List<FieldError> found, bool isSet, string field, string what)
    {
        if (isSet)
        {
            found.Add(new FieldError(FieldErrorKind.Forbidden, field, "", $"a static pod may not refer to {what}"));
        }
    }
}
