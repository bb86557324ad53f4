namespace Agent.Kubernetes.Defaulting;

/// <summary>Defaults of a volume. A volume that names no source is an emptyDir.</summary>
internal static class VolumeDefaults
{
    /// <summary>Mode 0644 of files in volumes of secrets, config maps, the downward API and projections.</summary>
    public const int FileMode = 0b110_100_100;

    private const long TokenSeconds = 3600;

    public static V1Volume Apply(V1Volume volume)
    {
        if (volume == new V1Volume { Name = volume.Name })
        {
            return volume with { EmptyDir = new V1EmptyDirVolumeSource() };
        }

        return volume with
        {
            Secret = volume.Secret is null ? null : volume.Secret with { DefaultMode = volume.Secret.DefaultMode ?? FileMode },
            ConfigMap = volume.ConfigMap is null
                ? null : volume.ConfigMap with { DefaultMode = volume.ConfigMap.DefaultMode ?? FileMode },
            DownwardAPI = volume.DownwardAPI is null ? null : volume.DownwardAPI with
            {
                DefaultMode = volume.DownwardAPI.DefaultMode ?? FileMode,
                Items = Items(volume.DownwardAPI.Items),
            },
            Projected = volume.Projected is null ? null : volume.Projected with
            {
                DefaultMode = volume.Projected.DefaultMode ?? FileMode,
                Sources = volume.Projected.Sources?.Select(Projection).ToList(),
            },
            HostPath = volume.HostPath is null ? null : volume.HostPath with { Type = volume.HostPath.Type ?? "" },
            Image = volume.Image is null ? null : volume.Image with
            {
                PullPolicy = ContainerDefaults.PullPolicy(volume.Image.PullPolicy, volume.Image.Reference),
            },
            Ephemeral = Ephemeral(volume.Ephemeral),
            AzureDisk = AzureDisk(volume.AzureDisk),
            Iscsi = volume.Iscsi is null ? null : volume.Iscsi with
            {
                IscsiInterface = ContainerDefaults.Or(volume.Iscsi.IscsiInterface, "default"),
            },
            Rbd = volume.Rbd is null ? null : volume.Rbd with
            {
                Pool = ContainerDefaults.Or(volume.Rbd.Pool, "rbd"),
                User = ContainerDefaults.Or(volume.Rbd.User, "admin"),
                Keyring = ContainerDefaults.Or(volume.Rbd.Keyring, "/etc/ceph/keyring"),
            },
            ScaleIO = volume.ScaleIO is null ? null : volume.ScaleIO with
            {
                StorageMode = ContainerDefaults.Or(volume.ScaleIO.StorageMode, "ThinProvisioned"),
                FsType = ContainerDefaults.Or(volume.ScaleIO.FsType, "xfs"),
            },
        };
    }

    private static V1VolumeProjection Projection(V1VolumeProjection source) => source with
    {
        DownwardAPI = source.DownwardAPI is null ? null : source.DownwardAPI with { Items = Items(source.DownwardAPI.Items) },
        ServiceAccountToken = source.ServiceAccountToken is null ? null : source.ServiceAccountToken with
        {
            ExpirationSeconds = source.ServiceAccountToken.ExpirationSeconds ?? TokenSeconds,
        },
    };

    private static List<V1DownwardAPIVolumeFile>? Items(IReadOnlyList<V1DownwardAPIVolumeFile>? items) =>
        items?.Select(i => i with { FieldRef = ContainerDefaults.FieldRef(i.FieldRef) }).ToList();

    private static V1EphemeralVolumeSource? Ephemeral(V1EphemeralVolumeSource? source)
    {
        if (source?.VolumeClaimTemplate is not { Spec: { } spec } template)
        {
            return source;
        }

        return source with
        {
            VolumeClaimTemplate = template with
            {
                Spec = spec with
                {
                    VolumeMode = spec.VolumeMode ?? "Filesystem",
                    Resources = spec.Resources is null ? null : spec.Resources with
                    {
                        Limits = ResourceDefaults.Round(spec.Resources.Limits),
                        Requests = ResourceDefaults.Round(spec.Resources.Requests),
                    },
                },
            },
        };
    }

    private static V1AzureDiskVolumeSource? AzureDisk(V1AzureDiskVolumeSource? source) => source is null ? null : source with
    {
        CachingMode = source.CachingMode ?? "ReadWrite",
        Kind = source.Kind ?? "Shared",
        FsType = source.FsType ?? "ext4",
        ReadOnly = source.ReadOnly ?? false,
    };
}
