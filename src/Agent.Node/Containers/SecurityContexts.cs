using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>The effective security context of a container: its own fields over the pod's.</summary>
internal static class SecurityContexts
{
    private static readonly string[] MaskedPaths =
    [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] ReadOnlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>Makes the CRI security context, or says why the container may not run.</summary>
    public static Built<LinuxContainerSecurityContext> Build(
        V1Pod pod, V1Container container, ResolvedImage image, NodeOptions options, NodeFacts? facts = null, UserIdMapping? ids = null)
    {
        var own = container.SecurityContext;
        var shared = pod.Spec.SecurityContext;
        var user = own?.RunAsUser ?? shared?.RunAsUser;
        if ((own?.RunAsNonRoot ?? shared?.RunAsNonRoot) == true && NonRootProblem(user, image) is { } problem)
        {
            return Built<LinuxContainerSecurityContext>.Failed(problem);
        }

        var seccomp = Profile(own?.SeccompProfile ?? shared?.SeccompProfile, options);
        if (seccomp.Config is null)
        {
            return Built<LinuxContainerSecurityContext>.Failed(seccomp.Error);
        }

        var context = new LinuxContainerSecurityContext
        {
            Privileged = own?.Privileged ?? false,
            NamespaceOptions = PodNamespaces.For(pod, ids),
            SelinuxOptions = SELinux(own?.SeLinuxOptions ?? shared?.SeLinuxOptions),
            ReadonlyRootfs = own?.ReadOnlyRootFilesystem ?? false,
            NoNewPrivs = own?.AllowPrivilegeEscalation == false,
            Seccomp = seccomp.Config,
            SupplementalGroupsPolicy = GroupsPolicy(shared),
        };
        context.SupplementalGroups.AddRange(SupplementalGroups(pod));
        if ((user ?? image.Uid ?? (image.Username.Length == 0 ? 0 : null)) is { } uid)
        {
            context.RunAsUser = new Int64Value { Value = uid };
        }
        else
        {
            context.RunAsUsername = image.Username;
        }

        if ((own?.RunAsGroup ?? shared?.RunAsGroup) is { } group)
        {
            context.RunAsGroup = new Int64Value { Value = group };
        }

        if (own?.Capabilities is { } capabilities)
        {
            context.Capabilities = new Capability();
            context.Capabilities.AddCapabilities.AddRange(capabilities.Add ?? []);
            context.Capabilities.DropCapabilities.AddRange(capabilities.Drop ?? []);
        }

        if (own?.ProcMount != "Unmasked")
        {
            context.MaskedPaths.AddRange(MaskedPaths);
            context.MaskedPaths.AddRange((facts ?? NodeFacts.None).Machine.ThermalThrottlePaths);
            context.ReadonlyPaths.AddRange(ReadOnlyPaths);
        }

        return AppArmor.Set(context, pod, container) is { Length: > 0 } error
            ? Built<LinuxContainerSecurityContext>.Failed(error)
            : Built<LinuxContainerSecurityContext>.Ok(context);
    }

    /// <summary>SELinux options passed through to the runtime; null where the pod says nothing.</summary>
    public static SELinuxOption? SELinux(V1SELinuxOptions? options) => options is null ? null : new SELinuxOption
    {
        User = options.User ?? "",
        Role = options.Role ?? "",
        Type = options.Type ?? "",
        Level = options.Level ?? "",
    };

    /// <summary>fsGroup, then the pod's supplemental groups.</summary>
    public static IEnumerable<long> SupplementalGroups(V1Pod pod)
    {
        if (pod.Spec.SecurityContext?.FsGroup is { } group)
        {
            yield return group;
        }

        foreach (var supplemental in pod.Spec.SecurityContext?.SupplementalGroups ?? [])
        {
            yield return supplemental;
        }
    }

    /// <summary>Merge unless the pod says Strict.</summary>
    public static SupplementalGroupsPolicy GroupsPolicy(V1PodSecurityContext? context) =>
        context?.SupplementalGroupsPolicy == "Strict" ? SupplementalGroupsPolicy.Strict : SupplementalGroupsPolicy.Merge;

    private static string? NonRootProblem(long? user, ResolvedImage image) => (user, image) switch
    {
        (0, _) => "container's runAsUser breaks non-root policy: runAsNonRoot is true and runAsUser is 0",
        ({ }, _) => null,
        (null, { Username.Length: > 0 }) =>
            $"container has runAsNonRoot and image has non-numeric user ({image.Username}), cannot verify user is non-root",
        (null, { Uid: null or 0 }) => "container has runAsNonRoot and image will run as root",
        _ => null,
    };

    private static Built<SecurityProfile> Profile(V1SeccompProfile? profile, NodeOptions options)
    {
        if (profile is null)
        {
            return Built<SecurityProfile>.Ok(new SecurityProfile
            {
                ProfileType = options.SeccompDefault ? SecurityProfile.Types.ProfileType.RuntimeDefault : SecurityProfile.Types.ProfileType.Unconfined,
            });
        }

        if (profile.Type != "Localhost")
        {
            return Built<SecurityProfile>.Ok(new SecurityProfile { ProfileType = Kind(profile.Type) });
        }

        if (profile.LocalhostProfile is not { Length: > 0 } file)
        {
            return Built<SecurityProfile>.Failed("seccompProfile.localhostProfile: must be set for type Localhost");
        }

        if (file.Split('/').Contains("..") || Path.IsPathRooted(file))
        {
            return Built<SecurityProfile>.Failed($"seccompProfile.localhostProfile: {file} must be a relative path without ..");
        }

        return Built<SecurityProfile>.Ok(new SecurityProfile
        {
            ProfileType = SecurityProfile.Types.ProfileType.Localhost,
            LocalhostRef = Path.Combine(options.RootDirectory, "seccomp", file),
        });
    }

    private static SecurityProfile.Types.ProfileType Kind(string? type) => type switch
    {
        "RuntimeDefault" => SecurityProfile.Types.ProfileType.RuntimeDefault,
        "Localhost" => SecurityProfile.Types.ProfileType.Localhost,
        _ => SecurityProfile.Types.ProfileType.Unconfined,
    };
}
