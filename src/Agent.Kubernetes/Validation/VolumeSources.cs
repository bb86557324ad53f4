namespace Agent.Kubernetes.Validation;

/// <summary>Which sources a volume names.</summary>
internal static class VolumeSources
{
    /// <summary>The JSON names of the sources that are set, in the order of the API's documentation.</summary>
    public static IReadOnlyList<string> Of(V1Volume volume)
    {
        var sources = new (string Name, object? Source)[]
        {
            ("emptyDir", volume.EmptyDir), ("hostPath", volume.HostPath), ("configMap", volume.ConfigMap),
            ("secret", volume.Secret), ("downwardAPI", volume.DownwardAPI), ("projected", volume.Projected),
            ("persistentVolumeClaim", volume.PersistentVolumeClaim), ("ephemeral", volume.Ephemeral), ("csi", volume.Csi),
            ("image", volume.Image), ("nfs", volume.Nfs), ("iscsi", volume.Iscsi), ("fc", volume.Fc),
            ("gitRepo", volume.GitRepo), ("rbd", volume.Rbd), ("cephfs", volume.Cephfs), ("cinder", volume.Cinder),
            ("glusterfs", volume.Glusterfs), ("flexVolume", volume.FlexVolume), ("flocker", volume.Flocker),
            ("awsElasticBlockStore", volume.AwsElasticBlockStore), ("gcePersistentDisk", volume.GcePersistentDisk),
            ("azureFile", volume.AzureFile), ("azureDisk", volume.AzureDisk), ("vsphereVolume", volume.VsphereVolume),
            ("photonPersistentDisk", volume.PhotonPersistentDisk), ("portworxVolume", volume.PortworxVolume),
            ("quobyte", volume.Quobyte), ("scaleIO", volume.ScaleIO), ("storageos", volume.Storageos),
        };
        return [.. sources.Where(s => s.Source is not null).Select(s => s.Name)];
    }
}
