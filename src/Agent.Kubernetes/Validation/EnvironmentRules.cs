namespace Agent.Kubernetes.Validation;

/// <summary>Rules of a container's environment. Values are never shown.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] PodFields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    public static void Check(FieldErrors errors, FieldPath path, V1Container container, PodScope scope)
    {
        foreach (var (variable, i) in (container.Env ?? []).Select((e, i) => (e, i)))
        {
            errors.RequiredAndCheck(path["env"][i]["name"], variable.Name, NameRules.EnvironmentVariable);
            if (variable.ValueFrom is { } source)
            {
                CheckSource(errors, path["env"][i]["valueFrom"], source, !string.IsNullOrEmpty(variable.Value), scope);
            }
        }

        foreach (var (source, i) in (container.EnvFrom ?? []).Select((e, i) => (e, i)))
        {
            var at = path["envFrom"][i];
            if (!string.IsNullOrEmpty(source.Prefix))
            {
                errors.Check(at["prefix"], source.Prefix, NameRules.EnvironmentVariable);
            }

            if (source.ConfigMapRef is null == source.SecretRef is null)
            {
                errors.Invalid(at, "", "one of configMapRef and secretRef must be set");
            }

            if (source.ConfigMapRef is { } configMap)
            {
                errors.RequiredAndCheck(at["configMapRef"]["name"], configMap.Name, NameRules.DnsSubdomain);
            }

            if (source.SecretRef is { } secret)
            {
                errors.RequiredAndCheck(at["secretRef"]["name"], secret.Name, NameRules.DnsSubdomain);
            }
        }
    }

    private static void CheckSource(FieldErrors errors, FieldPath path, V1EnvVarSource source, bool hasValue, PodScope scope)
    {
        var sources = new object?[]
        {
            source.FieldRef, source.ResourceFieldRef, source.ConfigMapKeyRef, source.SecretKeyRef, source.FileKeyRef,
        };
        switch (sources.Count(s => s is not null))
        {
            case 0:
                errors.Invalid(
                    path, "", "one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef and fileKeyRef must be set");
                break;
            case > 1:
                errors.Invalid(path, "", "only one source may be set");
                break;
            case 1 when hasValue:
                errors.Invalid(path, "", "may not be set when value is not empty");
                break;
        }

        if (source.FieldRef is { } field)
        {
            DownwardRules.CheckField(errors, path["fieldRef"], field, PodFields);
        }

        if (source.ResourceFieldRef is { } resource)
        {
            DownwardRules.CheckResource(errors, path["resourceFieldRef"], resource, containerNeeded: false);
        }

        if (source.ConfigMapKeyRef is { } configMap)
        {
            CheckKey(errors, path["configMapKeyRef"], configMap.Name, configMap.Key);
        }

        if (source.SecretKeyRef is { } secret)
        {
            CheckKey(errors, path["secretKeyRef"], secret.Name, secret.Key);
        }

        if (source.FileKeyRef is { } file)
        {
            CheckFile(errors, path["fileKeyRef"], file, scope);
        }
    }

    private static void CheckKey(FieldErrors errors, FieldPath path, string? name, string key)
    {
        errors.RequiredAndCheck(path["name"], name, NameRules.DnsSubdomain);
        errors.RequiredAndCheck(path["key"], key, NameRules.ConfigKey);
    }

    private static void CheckFile(FieldErrors errors, FieldPath path, V1FileKeySelector file, PodScope scope)
    {
        errors.RequiredAndCheck(path["key"], file.Key, NameRules.EnvironmentVariable);
        errors.RequiredAndCheck(path["path"], file.Path, NameRules.VolumeFile);
        if (!errors.NotEmpty(path["volumeName"], file.VolumeName))
        {
            return;
        }

        if (!scope.Volumes.TryGetValue(file.VolumeName, out var volume))
        {
            errors.NotFound(path["volumeName"], file.VolumeName);
        }
        else if (volume.EmptyDir is null)
        {
            errors.Invalid(path["volumeName"], file.VolumeName, "must name an emptyDir volume");
        }
    }
}
