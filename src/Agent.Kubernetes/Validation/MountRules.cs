namespace Agent.Kubernetes.Validation;

/// <summary>Rules of where a container sees volumes, as files or as block devices.</summary>
internal static class MountRules
{
    public static void Check(FieldErrors errors, FieldPath path, V1Container container, PodScope scope)
    {
        var mounts = container.VolumeMounts ?? [];
        var devices = container.VolumeDevices ?? [];
        CheckMounts(errors, path["volumeMounts"], container, mounts, devices, scope);
        CheckDevices(errors, path["volumeDevices"], mounts, devices, scope);
    }

    private static void CheckMounts(
        FieldErrors errors,
        FieldPath path,
        V1Container container,
        IReadOnlyList<V1VolumeMount> mounts,
        IReadOnlyList<V1VolumeDevice> devices,
        PodScope scope)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < mounts.Count; i++)
        {
            var (mount, at) = (mounts[i], path[i]);
            if (errors.NotEmpty(at["name"], mount.Name) && !scope.Volumes.ContainsKey(mount.Name))
            {
                errors.NotFound(at["name"], mount.Name);
            }

            if (errors.NotEmpty(at["mountPath"], mount.MountPath) && !paths.Add(mount.MountPath))
            {
                errors.Invalid(at["mountPath"], mount.MountPath, "must be unique");
            }

            if (devices.Any(d => d.Name == mount.Name))
            {
                errors.Invalid(at["name"], mount.Name, "must not also be in volumeDevices");
            }

            if (devices.Any(d => d.DevicePath == mount.MountPath))
            {
                errors.Invalid(at["mountPath"], mount.MountPath, "must not also be a path in volumeDevices");
            }

            CheckSubPath(errors, at, mount);
            CheckPropagation(errors, at, mount, container.SecurityContext?.Privileged == true);
        }
    }

    private static void CheckSubPath(FieldErrors errors, FieldPath path, V1VolumeMount mount)
    {
        var (subPath, expression) = (mount.SubPath ?? "", mount.SubPathExpr ?? "");
        if (subPath.Length > 0)
        {
            errors.Check(path["subPath"], subPath, NameRules.RelativePath);
        }

        if (expression.Length > 0)
        {
            errors.Check(path["subPathExpr"], expression, NameRules.RelativePath);
        }

        if (subPath.Length > 0 && expression.Length > 0)
        {
            errors.Invalid(path["subPathExpr"], expression, "only one of subPathExpr and subPath may be set");
        }
    }

    private static void CheckPropagation(FieldErrors errors, FieldPath path, V1VolumeMount mount, bool privileged)
    {
        errors.OneOf(path["mountPropagation"], mount.MountPropagation, "Bidirectional", "HostToContainer", "None");
        if (mount.MountPropagation == "Bidirectional" && !privileged)
        {
            errors.Forbidden(path["mountPropagation"], "Bidirectional is only for privileged containers");
        }

        errors.OneOf(path["recursiveReadOnly"], mount.RecursiveReadOnly, "Disabled", "IfPossible", "Enabled");
        if (mount.RecursiveReadOnly is "IfPossible" or "Enabled")
        {
            if (mount.ReadOnly != true)
            {
                errors.Forbidden(path["recursiveReadOnly"], "may only be set when readOnly is true");
            }

            if (mount.MountPropagation is not (null or "None"))
            {
                errors.Forbidden(path["recursiveReadOnly"], "may only be set when mountPropagation is None or not set");
            }
        }
    }

    private static void CheckDevices(
        FieldErrors errors,
        FieldPath path,
        IReadOnlyList<V1VolumeMount> mounts,
        IReadOnlyList<V1VolumeDevice> devices,
        PodScope scope)
    {
        var (names, paths) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < devices.Count; i++)
        {
            var (device, at) = (devices[i], path[i]);
            if (errors.NotEmpty(at["name"], device.Name))
            {
                if (!names.Add(device.Name))
                {
                    errors.Invalid(at["name"], device.Name, "must be unique");
                }

                if (!scope.Volumes.TryGetValue(device.Name, out var volume))
                {
                    errors.NotFound(at["name"], device.Name);
                }
                else if (volume.PersistentVolumeClaim is null && volume.Ephemeral is null)
                {
                    errors.Invalid(
                        at["name"], device.Name, "only persistentVolumeClaim and ephemeral volumes can be block devices");
                }
            }

            if (errors.NotEmpty(at["devicePath"], device.DevicePath))
            {
                errors.Check(at["devicePath"], device.DevicePath, NameRules.NoBackSteps);
                if (!paths.Add(device.DevicePath))
                {
                    errors.Invalid(at["devicePath"], device.DevicePath, "must be unique");
                }
            }

            if (mounts.Any(m => m.Name == device.Name))
            {
                errors.Invalid(at["name"], device.Name, "must not also be in volumeMounts");
            }

            if (mounts.Any(m => m.MountPath == device.DevicePath))
            {
                errors.Invalid(at["devicePath"], device.DevicePath, "must not also be a path in volumeMounts");
            }
        }
    }
}
