namespace Agent.Kubernetes.Validation;

/// <summary>Rules of volumes that come from elsewhere: CSI drivers and network storage.</summary>
internal static class RemoteVolumeRules
{
    private const int DriverLength = 63;
    private const int MaxLun = 255;

    public static void Check(FieldErrors errors, FieldPath path, V1Volume volume)
    {
        if (volume.Csi is { } csi)
        {
            errors.RequiredAndCheck(path["csi"]["driver"], csi.Driver, Driver);
            if (csi.NodePublishSecretRef is { } secret)
            {
                errors.RequiredAndCheck(path["csi"]["nodePublishSecretRef"]["name"], secret.Name, NameRules.DnsSubdomain);
            }
        }

        if (volume.Nfs is { } nfs)
        {
            errors.NotEmpty(path["nfs"]["server"], nfs.Server);
            errors.RequiredAndCheck(path["nfs"]["path"], nfs.Path, p => p.StartsWith('/') ? null : "must be an absolute path");
        }

        if (volume.Iscsi is { } iscsi)
        {
            errors.NotEmpty(path["iscsi"]["targetPortal"], iscsi.TargetPortal);
            errors.RequiredAndCheck(path["iscsi"]["iqn"], iscsi.Iqn, IscsiName);
            errors.InRange(path["iscsi"]["lun"], iscsi.Lun, 0, MaxLun);
            if ((iscsi.ChapAuthDiscovery == true || iscsi.ChapAuthSession == true) && iscsi.SecretRef is null)
            {
                errors.Required(path["iscsi"]["secretRef"], "CHAP needs a secret");
            }
        }

        if (volume.Fc is { } fc)
        {
            var (targets, ids) = (fc.TargetWWNs is { Count: > 0 }, fc.Wwids is { Count: > 0 });
            if (targets == ids)
            {
                errors.Required(path["fc"]["targetWWNs"], "one of targetWWNs and wwids must be set");
            }

            if (targets && fc.Lun is null)
            {
                errors.Required(path["fc"]["lun"], "targetWWNs need a lun");
            }

            errors.InRange(path["fc"]["lun"], fc.Lun, 0, MaxLun);
        }

        foreach (var (source, field, value) in new[]
        {
            ("rbd", "image", volume.Rbd?.Image),
            ("cinder", "volumeID", volume.Cinder?.VolumeID),
            ("glusterfs", "endpoints", volume.Glusterfs?.Endpoints),
            ("glusterfs", "path", volume.Glusterfs?.Path),
            ("flexVolume", "driver", volume.FlexVolume?.Driver),
            ("awsElasticBlockStore", "volumeID", volume.AwsElasticBlockStore?.VolumeID),
            ("gcePersistentDisk", "pdName", volume.GcePersistentDisk?.PdName),
            ("azureFile", "secretName", volume.AzureFile?.SecretName),
            ("azureFile", "shareName", volume.AzureFile?.ShareName),
            ("azureDisk", "diskName", volume.AzureDisk?.DiskName),
            ("azureDisk", "diskURI", volume.AzureDisk?.DiskURI),
            ("vsphereVolume", "volumePath", volume.VsphereVolume?.VolumePath),
            ("photonPersistentDisk", "pdID", volume.PhotonPersistentDisk?.PdID),
            ("portworxVolume", "volumeID", volume.PortworxVolume?.VolumeID),
            ("quobyte", "registry", volume.Quobyte?.Registry),
            ("quobyte", "volume", volume.Quobyte?.Volume),
            ("scaleIO", "gateway", volume.ScaleIO?.Gateway),
            ("scaleIO", "system", volume.ScaleIO?.System),
        })
        {
            if (value is "")
            {
                errors.Required(path[source][field]);
            }
        }

        CheckMonitors(errors, path["rbd"]["monitors"], volume.Rbd?.Monitors);
        CheckMonitors(errors, path["cephfs"]["monitors"], volume.Cephfs?.Monitors);
    }

    private static void CheckMonitors(FieldErrors errors, FieldPath path, IReadOnlyList<string>? monitors)
    {
        if (monitors is { Count: 0 })
        {
            errors.Required(path);
        }
    }

    private static string? Driver(string value) =>
        value.Length > DriverLength
            ? $"must be no more than {DriverLength} characters" : NameRules.DnsSubdomain(value.ToLowerInvariant());

    private static string? IscsiName(string value) =>
        value.StartsWith("iqn.", StringComparison.Ordinal)
        || value.StartsWith("eui.", StringComparison.Ordinal)
        || value.StartsWith("naa.", StringComparison.Ordinal)
            ? null
            : "must start with iqn., eui. or naa.";
}
