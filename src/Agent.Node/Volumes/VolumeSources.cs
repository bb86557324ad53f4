using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Volumes;

/// <summary>Reads where a volume comes from.</summary>
internal static class VolumeSources
{
    /// <summary>Mode of files where the pod names none (API default).</summary>
    public const int DefaultMode = 0x1A4;   // 0644

    // The API's default lifetime of projected tokens.
    private const long TokenSeconds = 3600;

    /// <summary>The source of a volume and the name of its kind.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="pod">Its pod.</param>
    /// <param name="memoryCapacity">Bytes of memory of the node; 0: unknown.</param>
    public static (string Kind, VolumeSource Source) Of(V1Volume volume, V1Pod pod, long memoryCapacity) => volume switch
    {
        { EmptyDir: { } empty } => ("emptyDir", EmptyDirSource.Of(empty, pod, memoryCapacity)),
        { HostPath: { } host } => ("hostPath", new VolumeSource.HostPath(host.Path, host.Type ?? "")),
        { ConfigMap: { } map } => (
            "configMap",
            new VolumeSource.Files(
                [new FilePart.ConfigMap(map.Name ?? "", [.. map.Items ?? []], map.Optional == true)], map.DefaultMode ?? DefaultMode, InMemory: false)),
        { Secret: { } secret } => (
            "secret",
            new VolumeSource.Files(
                [new FilePart.Secret(secret.SecretName ?? "", [.. secret.Items ?? []], secret.Optional == true)],
                secret.DefaultMode ?? DefaultMode,
                InMemory: true)),
        { DownwardAPI: { } downward } => (
            "downwardAPI",
            new VolumeSource.Files([new FilePart.DownwardApi([.. downward.Items ?? []])], downward.DefaultMode ?? DefaultMode, InMemory: true)),
        { Projected: { } projected } => ("projected", Projected(projected)),
        { PersistentVolumeClaim: { } claim } => ("persistentVolumeClaim", new VolumeSource.Claim(claim.ClaimName, claim.ReadOnly == true)),
        { Nfs: { } nfs } => ("nfs", new VolumeSource.Nfs(nfs.Server, nfs.Path, nfs.ReadOnly == true, [])),
        { Image: { } image } => ("image", new VolumeSource.Image(image.Reference ?? "", image.PullPolicy ?? "")),
        { Ephemeral: not null } => ("ephemeral", new VolumeSource.Claim($"{pod.Name()}-{volume.Name}", ReadOnly: false)),
        _ => UnsupportedKind(volume),
    };

    /// <summary>The name of the kind alone.</summary>
    public static string KindOf(V1Volume volume, V1Pod pod) => Of(volume, pod, 0).Kind;

    private static VolumeSource Projected(V1ProjectedVolumeSource projected)
    {
        var parts = ImmutableArray.CreateBuilder<FilePart>();
        foreach (var source in projected.Sources ?? [])
        {
            switch (source)
            {
                case { ConfigMap: { } map }:
                    parts.Add(new FilePart.ConfigMap(map.Name ?? "", [.. map.Items ?? []], map.Optional == true));
                    break;
                case { Secret: { } secret }:
                    parts.Add(new FilePart.Secret(secret.Name ?? "", [.. secret.Items ?? []], secret.Optional == true));
                    break;
                case { DownwardAPI: { } downward }:
                    parts.Add(new FilePart.DownwardApi([.. downward.Items ?? []]));
                    break;
                case { ServiceAccountToken: { } token }:
                    parts.Add(new FilePart.Token(token.Path, token.Audience ?? "", token.ExpirationSeconds ?? TokenSeconds));
                    break;
                default:
                    return new VolumeSource.Unsupported(
                        "projected: a source of kind "
                        + (source.ClusterTrustBundle is not null ? "clusterTrustBundle" : source.PodCertificate is not null ? "podCertificate" : "(none)")
                        + " is not supported; allowed are configMap, secret, downwardAPI and serviceAccountToken");
            }
        }

        return new VolumeSource.Files(parts.ToImmutable(), projected.DefaultMode ?? DefaultMode, InMemory: true);
    }

    private static (string Kind, VolumeSource Source) UnsupportedKind(V1Volume volume)
    {
        var kind = volume switch
        {
            { Csi: not null } => "csi",
            { GitRepo: not null } => "gitRepo",
            { Iscsi: not null } => "iscsi",
            { Fc: not null } => "fc",
            { FlexVolume: not null } => "flexVolume",
            { Cephfs: not null } => "cephfs",
            { Rbd: not null } => "rbd",
            { Glusterfs: not null } => "glusterfs",
            { AwsElasticBlockStore: not null } => "awsElasticBlockStore",
            { AzureDisk: not null } => "azureDisk",
            { AzureFile: not null } => "azureFile",
            { GcePersistentDisk: not null } => "gcePersistentDisk",
            { Cinder: not null } => "cinder",
            { VsphereVolume: not null } => "vsphereVolume",
            { PortworxVolume: not null } => "portworxVolume",
            { PhotonPersistentDisk: not null } => "photonPersistentDisk",
            { Quobyte: not null } => "quobyte",
            { ScaleIO: not null } => "scaleIO",
            { Storageos: not null } => "storageos",
            { Flocker: not null } => "flocker",
            _ => "(none)",
        };
        return (kind, new VolumeSource.Unsupported(
            $"no volume plugin matched: volumes of kind {kind} are not supported; allowed are {Allowed}"));
    }

    private const string Allowed = "emptyDir, hostPath, configMap, secret, downwardAPI, projected, persistentVolumeClaim, ephemeral, nfs and image";
}
