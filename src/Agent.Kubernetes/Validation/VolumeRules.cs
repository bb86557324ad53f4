namespace Agent.Kubernetes.Validation;

/// <summary>Rules of a pod's volumes: names, and one source each.</summary>
internal static class VolumeRules
{
    /// <summary>The largest mode of a file: 0777.</summary>
    private const int MaxMode = 0x1FF;

    public static void Check(FieldErrors errors, FieldPath path, PodScope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (volume, i) in (scope.Spec.Volumes ?? []).Select((v, i) => (v, i)))
        {
            errors.RequiredAndCheck(path[i]["name"], volume.Name, NameRules.DnsLabel);
            if (volume.Name.Length > 0 && !names.Add(volume.Name))
            {
                errors.Duplicate(path[i]["name"], volume.Name);
            }

            CheckOneSource(errors, path[i], volume);
            CheckLocal(errors, path[i], volume);
            CheckFiles(errors, path[i], volume, scope);
            CheckClaims(errors, path[i], volume, scope);
            RemoteVolumeRules.Check(errors, path[i], volume);
        }
    }

    public static void Mode(FieldErrors errors, FieldPath path, int? mode)
    {
        if (mode is < 0 or > MaxMode)
        {
            errors.Invalid(path, mode, "must be between 0 and 0777 (octal)");
        }
    }

    public static void Items(FieldErrors errors, FieldPath path, IReadOnlyList<V1KeyToPath>? items)
    {
        foreach (var (item, i) in (items ?? []).Select((item, i) => (item, i)))
        {
            errors.NotEmpty(path[i]["key"], item.Key);
            errors.RequiredAndCheck(path[i]["path"], item.Path, NameRules.VolumeFile);
            Mode(errors, path[i]["mode"], item.Mode);
        }
    }

    private static void CheckOneSource(FieldErrors errors, FieldPath path, V1Volume volume)
    {
        var sources = VolumeSources.Of(volume);
        if (sources.Count == 0)
        {
            errors.Required(path, "must have a source, such as emptyDir");
        }

        foreach (var source in sources.Skip(1))
        {
            errors.Forbidden(path[source], $"a volume has one source; this one has {sources[0]} already");
        }
    }

    private static void CheckLocal(FieldErrors errors, FieldPath path, V1Volume volume)
    {
        if (volume.EmptyDir?.SizeLimit is { Sign: < 0 } limit)
        {
            errors.Forbidden(path["emptyDir"]["sizeLimit"], $"must be greater than or equal to 0, not {limit}");
        }

        if (volume.HostPath is { } hostPath)
        {
            errors.RequiredAndCheck(path["hostPath"]["path"], hostPath.Path, NameRules.NoBackSteps);
            errors.OneOf(
                path["hostPath"]["type"],
                hostPath.Type,
                "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice");
        }

        if (volume.Image is { } image)
        {
            errors.NotEmpty(path["image"]["reference"], image.Reference);
            errors.RequiredOneOf(path["image"]["pullPolicy"], image.PullPolicy, "Always", "IfNotPresent", "Never");
        }

        if (volume.GitRepo is { } git)
        {
            errors.NotEmpty(path["gitRepo"]["repository"], git.Repository);
            errors.Check(path["gitRepo"]["directory"], git.Directory ?? "", NameRules.RelativePath);
        }
    }

    private static void CheckFiles(FieldErrors errors, FieldPath path, V1Volume volume, PodScope scope)
    {
        if (volume.Secret is { } secret)
        {
            errors.NotEmpty(path["secret"]["secretName"], secret.SecretName);
            Mode(errors, path["secret"]["defaultMode"], secret.DefaultMode);
            Items(errors, path["secret"]["items"], secret.Items);
        }

        if (volume.ConfigMap is { } configMap)
        {
            errors.NotEmpty(path["configMap"]["name"], configMap.Name);
            Mode(errors, path["configMap"]["defaultMode"], configMap.DefaultMode);
            Items(errors, path["configMap"]["items"], configMap.Items);
        }

        if (volume.DownwardAPI is { } downward)
        {
            Mode(errors, path["downwardAPI"]["defaultMode"], downward.DefaultMode);
            ProjectionRules.DownwardFiles(errors, path["downwardAPI"]["items"], downward.Items);
        }

        if (volume.Projected is { } projected)
        {
            Mode(errors, path["projected"]["defaultMode"], projected.DefaultMode);
            ProjectionRules.Check(errors, path["projected"], projected, scope);
        }
    }

    private static void CheckClaims(FieldErrors errors, FieldPath path, V1Volume volume, PodScope scope)
    {
        if (volume.PersistentVolumeClaim is { } claim)
        {
            errors.NotEmpty(path["persistentVolumeClaim"]["claimName"], claim.ClaimName);
        }

        if (volume.Ephemeral is not { } ephemeral)
        {
            return;
        }

        var at = path["ephemeral"]["volumeClaimTemplate"];
        if (ephemeral.VolumeClaimTemplate?.Spec is not { } spec)
        {
            errors.Required(at);
            return;
        }

        if (spec.AccessModes is not { Count: > 0 })
        {
            errors.Required(at["spec"]["accessModes"], "at least one access mode is needed");
        }

        foreach (var (mode, i) in (spec.AccessModes ?? []).Select((m, i) => (m, i)))
        {
            errors.OneOf(
                at["spec"]["accessModes"][i], mode, "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");
        }

        errors.OneOf(at["spec"]["volumeMode"], spec.VolumeMode, "Filesystem", "Block");
        if (spec.Resources?.Requests?.ContainsKey("storage") != true)
        {
            errors.Required(at["spec"]["resources"]["requests"].Key("storage"));
        }

        if (NameRules.DnsSubdomain($"{scope.Pod.Name()}-{volume.Name}") is { } wrong && scope.Pod.Name().Length > 0)
        {
            errors.Invalid(path["name"], volume.Name, $"the name of its claim, {scope.Pod.Name()}-{volume.Name}, {wrong}");
        }
    }
}
