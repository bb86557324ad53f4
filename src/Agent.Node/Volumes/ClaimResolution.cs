using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Pods;

namespace Agent.Node.Volumes;

/// <summary>What a pod's claim of a persistent volume comes to.</summary>
internal static class ClaimResolution
{
    /// <summary>The source of the volume that the claim is bound to, or why there is none yet.</summary>
    /// <param name="source">The volume of the pod spec.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="volume">Name of the volume in the pod.</param>
    /// <param name="read">What the API server has.</param>
    public static Built<VolumeSource> Resolve(VolumeSource.Claim source, V1Pod pod, string volume, ClaimRead read)
    {
        if (read.Error.Length > 0)
        {
            return Fail(read.Error);
        }

        var claim = read.Claim!;
        var name = claim.Name();
        if (IsGeneric(pod, volume) && !(claim.Metadata.OwnerReferences ?? []).Any(o => o.Controller == true && o.Uid == pod.Uid()))
        {
            return Fail($"persistentvolumeclaim \"{name}\" was not created for this pod: delete it, or rename the volume");
        }

        if (claim.Metadata.DeletionTimestamp is not null)
        {
            return Fail($"persistentvolumeclaim \"{name}\" is being deleted");
        }

        if (read.Volume is not { } bound || claim.Status.Phase != "Bound")
        {
            return Fail($"persistentvolumeclaim \"{name}\" is not bound (phase {claim.Status.Phase ?? "unknown"})");
        }

        if (bound.Spec.ClaimRef?.Uid != claim.Uid())
        {
            return Fail($"persistentvolume \"{bound.Name()}\" is not bound to claim \"{name}\"");
        }

        if (bound.Spec.VolumeMode == "Block")
        {
            return Fail($"persistentvolume \"{bound.Name()}\": volumeMode Block is not supported; allowed is Filesystem");
        }

        return Of(bound, source.ReadOnly || bound.Spec.Nfs?.ReadOnly == true);
    }

    private static Built<VolumeSource> Of(V1PersistentVolume volume, bool readOnly)
    {
        var options = volume.Spec.MountOptions ?? [];
        return volume.Spec switch
        {
            { HostPath: { } host } => Built<VolumeSource>.Ok(new VolumeSource.HostPath(host.Path, host.Type ?? "") { ReadOnly = readOnly }),
            { Local: { } local } => Built<VolumeSource>.Ok(new VolumeSource.Local(local.Path, readOnly, [.. options])),
            { Nfs: { } nfs } => Built<VolumeSource>.Ok(new VolumeSource.Nfs(nfs.Server, nfs.Path, readOnly, [.. options])),
            _ => Fail($"persistentvolume \"{volume.Name()}\": "
                + (volume.Spec.Csi is { } csi ? $"CSI driver {csi.Driver}" : "its kind") + " is not supported; allowed are hostPath, local and nfs"),
        };
    }

    private static bool IsGeneric(V1Pod pod, string volume) => pod.Spec.Volumes?.Any(v => v.Name == volume && v.Ephemeral is not null) == true;

    private static Built<VolumeSource> Fail(string error) => Built<VolumeSource>.Failed(error);
}
