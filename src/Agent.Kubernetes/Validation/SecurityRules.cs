namespace Agent.Kubernetes.Validation;

/// <summary>Rules of security contexts of pods and containers.</summary>
internal static class SecurityRules
{
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";
    private const int MaxProfileName = 4095;

    public static void CheckPod(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        if (spec.ShareProcessNamespace == true && spec.HostPID == true)
        {
            errors.Invalid(path["shareProcessNamespace"], true, "only one of shareProcessNamespace and hostPID may be true");
        }

        if (spec.HostUsers == false)
        {
            ForbidWithUserNamespace(errors, path["hostNetwork"], spec.HostNetwork);
            ForbidWithUserNamespace(errors, path["hostPID"], spec.HostPID);
            ForbidWithUserNamespace(errors, path["hostIPC"], spec.HostIPC);
        }

        if (spec.SecurityContext is not { } context)
        {
            return;
        }

        var at = path["securityContext"];
        errors.InRange(at["fsGroup"], context.FsGroup, 0, int.MaxValue);
        CheckIds(errors, at, context.RunAsUser, context.RunAsGroup);
        foreach (var (group, i) in (context.SupplementalGroups ?? []).Select((g, i) => (g, i)))
        {
            errors.InRange(at["supplementalGroups"][i], group, 0, int.MaxValue);
        }

        errors.OneOf(at["fsGroupChangePolicy"], context.FsGroupChangePolicy, "OnRootMismatch", "Always");
        errors.OneOf(at["supplementalGroupsPolicy"], context.SupplementalGroupsPolicy, "Merge", "Strict");
        errors.OneOf(at["seLinuxChangePolicy"], context.SeLinuxChangePolicy, "Recursive", "MountOption");
        CheckSysctls(errors, at["sysctls"], context.Sysctls ?? [], spec);
        CheckSeccomp(errors, at["seccompProfile"], context.SeccompProfile);
        CheckAppArmor(errors, at["appArmorProfile"], context.AppArmorProfile);
    }

    public static void CheckContainer(FieldErrors errors, FieldPath path, V1SecurityContext? context, PodScope scope)
    {
        if (context is null)
        {
            return;
        }

        CheckIds(errors, path, context.RunAsUser, context.RunAsGroup);
        CheckSeccomp(errors, path["seccompProfile"], context.SeccompProfile);
        CheckAppArmor(errors, path["appArmorProfile"], context.AppArmorProfile);
        errors.OneOf(path["procMount"], context.ProcMount, "Default", "Unmasked");
        if (context.ProcMount == "Unmasked" && !scope.OwnUserNamespace)
        {
            errors.Invalid(path["procMount"], context.ProcMount, "hostUsers must be false to use Unmasked");
        }

        if (context.AllowPrivilegeEscalation == false)
        {
            if (context.Privileged == true)
            {
                errors.Invalid(path["allowPrivilegeEscalation"], false, "may not be false when privileged is true");
            }

            if (context.Capabilities?.Add?.Contains("CAP_SYS_ADMIN") == true)
            {
                errors.Invalid(path["allowPrivilegeEscalation"], false, "may not be false when CAP_SYS_ADMIN is added");
            }
        }

        if (context.WindowsOptions is not null && scope.Spec.Os?.Name == "linux")
        {
            errors.Forbidden(path["windowsOptions"], "may not be set for a linux pod");
        }
    }

    /// <summary>The old way to give a container an AppArmor profile.</summary>
    public static void CheckAnnotations(FieldErrors errors, FieldPath path, V1Pod pod)
    {
        var names = pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).Select(c =>
            c.Name).ToHashSet(StringComparer.Ordinal);
        var profiles = (pod.Metadata.Annotations ?? ModelEquality.EmptyMap<string>())
            .Where(a => a.Key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal))
            .OrderBy(a => a.Key, StringComparer.Ordinal);
        foreach (var (key, profile) in profiles)
        {
            if (!names.Contains(key[AppArmorAnnotation.Length..]))
            {
                errors.Invalid(path.Key(key), key[AppArmorAnnotation.Length..], "there is no such container");
            }

            if (profile is not ("" or "runtime/default" or "unconfined")
                && !profile.StartsWith("localhost/", StringComparison.Ordinal))
            {
                errors.Invalid(path.Key(key), profile, "must be runtime/default, unconfined or localhost/<profile>");
            }
        }
    }

    private static void ForbidWithUserNamespace(FieldErrors errors, FieldPath path, bool? value)
    {
        if (value == true)
        {
            errors.Forbidden(path, "may not be true when hostUsers is false");
        }
    }

    private static void CheckIds(FieldErrors errors, FieldPath path, long? user, long? group)
    {
        errors.InRange(path["runAsUser"], user, 0, int.MaxValue);
        errors.InRange(path["runAsGroup"], group, 0, int.MaxValue);
    }

    private static void CheckSysctls(FieldErrors errors, FieldPath path, IReadOnlyList<V1Sysctl> sysctls, V1PodSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sysctls.Count; i++)
        {
            var at = path[i]["name"];
            errors.RequiredAndCheck(at, sysctls[i].Name, NameRules.Sysctl);
            if (sysctls[i].Name.Length > 0 && !names.Add(sysctls[i].Name))
            {
                errors.Duplicate(at, sysctls[i].Name);
            }

            var name = sysctls[i].Name.Replace('/', '.');
            if (spec.HostNetwork == true && name.StartsWith("net.", StringComparison.Ordinal))
            {
                errors.Invalid(at, sysctls[i].Name, "may not be set when hostNetwork is true");
            }

            if (spec.HostIPC == true && IsIpc(name))
            {
                errors.Invalid(at, sysctls[i].Name, "may not be set when hostIPC is true");
            }
        }
    }

    private static bool IsIpc(string name) =>
        name == "kernel.sem"
        || name.StartsWith("kernel.shm", StringComparison.Ordinal)
        || name.StartsWith("kernel.msg", StringComparison.Ordinal)
        || name.StartsWith("fs.mqueue.", StringComparison.Ordinal);

    private static void CheckSeccomp(FieldErrors errors, FieldPath path, V1SeccompProfile? profile)
    {
        if (profile is null)
        {
            return;
        }

        errors.RequiredOneOf(path["type"], profile.Type, "Localhost", "RuntimeDefault", "Unconfined");
        if (profile.Type == "Localhost")
        {
            errors.RequiredAndCheck(path["localhostProfile"], profile.LocalhostProfile, NameRules.RelativePath);
        }
        else if (profile.LocalhostProfile is not null)
        {
            errors.Invalid(path["localhostProfile"], profile.LocalhostProfile, "may only be set when type is Localhost");
        }
    }

    private static void CheckAppArmor(FieldErrors errors, FieldPath path, V1AppArmorProfile? profile)
    {
        if (profile is null)
        {
            return;
        }

        errors.RequiredOneOf(path["type"], profile.Type, "Localhost", "RuntimeDefault", "Unconfined");
        if (profile.Type != "Localhost")
        {
            if (profile.LocalhostProfile is not null)
            {
                errors.Invalid(path["localhostProfile"], profile.LocalhostProfile, "may only be set when type is Localhost");
            }
        }
        else if (errors.NotEmpty(path["localhostProfile"], profile.LocalhostProfile))
        {
            errors.Check(
                path["localhostProfile"], profile.LocalhostProfile!, p =>
                    p == p.Trim() ? null : "must not begin or end with white space");
            if (profile.LocalhostProfile!.Length > MaxProfileName)
            {
                errors.TooLong(path["localhostProfile"], MaxProfileName);
            }
        }
    }
}
