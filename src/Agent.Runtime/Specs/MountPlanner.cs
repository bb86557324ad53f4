using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Shims;

namespace Agent.Runtime.Specs;

/// <summary>What of a container's mounts, devices and hidden paths this runtime can do, and how.</summary>
internal static class MountPlanner
{
    private const string TerminationMessagePath = "io.kubernetes.container.terminationMessagePath";

    // Given to every container by the kubelet; a host process does without them.
    private static readonly string[] Dispensable = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/dev/shm"];

    /// <summary>The mounts of a container on a host that can mount.</summary>
    /// <exception cref="SpecException">A mount is of a kind this runtime does not have, or a path is wrong.</exception>
    public static MountPlan Plan(ContainerConfig config, string scratch)
    {
        var context = config.Linux?.SecurityContext ?? new LinuxContainerSecurityContext();
        var devices = config.Devices.Where(device => device.ContainerPath != device.HostPath)
            .Select(device => new BindMount(device.HostPath, Absolute(device.ContainerPath, "devices.container_path"), false, false, BindPropagation.Private));
        var binds = config.Mounts.Select(ToBind).Concat(devices);
        return new MountPlan
        {
            Scratch = scratch,
            Binds = [.. binds.OrderBy(bind => bind.Target.Count(letter => letter == '/'))],
            MaskedPaths = [.. context.MaskedPaths.Select(path => Absolute(path, "masked_paths"))],
            ReadOnlyPaths = [.. context.ReadonlyPaths.Select(path => Absolute(path, "readonly_paths"))],
            ReadOnlyRoot = context.ReadonlyRootfs,
        };
    }

    /// <summary>
    /// The links that stand in for mounts on a host that cannot mount: path below <see cref="EnvironmentBuilder.MountsVariable"/>
    /// and what it points to. Only the test server knows to look there; another program would read and write the host's own
    /// files in place of its volumes, so for it a volume is an error.
    /// </summary>
    /// <exception cref="SpecException">The container has volumes and is not a test server.</exception>
    public static IReadOnlyDictionary<string, string> Links(ContainerConfig config, BuiltInImage image)
    {
        var links = new Dictionary<string, string>();
        var binds = config.Mounts.Select(ToBind).ToList();
        var termination = config.Annotations.GetValueOrDefault(TerminationMessagePath, "/dev/termination-log");
        foreach (var bind in binds)
        {
            if (image != BuiltInImage.TestServer && !Dispensable.Contains(bind.Target) && bind.Target != termination)
            {
                throw new SpecException(
                    $"cannot mount {bind.Target}: only root may mount. Run the runtime as root, leave the volume out "
                    + "(automountServiceAccountToken: false for the token's), or use the image agent.local/testserver");
            }

            if (binds.Exists(other => bind.Target.StartsWith(other.Target + "/", StringComparison.Ordinal)))
            {
                throw new SpecException($"cannot mount {bind.Target} inside another volume: only root may mount");
            }

            links[bind.Target.TrimStart('/')] = bind.Source;
        }

        return config.Devices.FirstOrDefault(device => device.ContainerPath != device.HostPath) is { } device
            ? throw new SpecException($"cannot give device {device.HostPath} the name {device.ContainerPath}: only root may mount")
            : links;
    }

    private static BindMount ToBind(Mount mount)
    {
        var target = Absolute(mount.ContainerPath, "mounts.container_path");
        if (mount.Image is { Image.Length: > 0 })
        {
            throw new SpecException($"mount {target}: image volumes are not supported by the embedded runtime");
        }

        if (mount.UidMappings.Count > 0 || mount.GidMappings.Count > 0)
        {
            throw new SpecException($"mount {target}: user namespaces are not supported by the embedded runtime");
        }

        if (mount.MountOptions.Count > 0)
        {
            throw new SpecException($"mount {target}: mount_options are not supported by the embedded runtime");
        }

        if (target == "/")
        {
            throw new SpecException("mounts.container_path must not be /");
        }

        return new BindMount(
            Absolute(mount.HostPath, "mounts.host_path"),
            target,
            mount.Readonly,
            mount.RecursiveReadOnly,
            mount.Propagation switch
            {
                MountPropagation.PropagationBidirectional => BindPropagation.Bidirectional,
                MountPropagation.PropagationHostToContainer => BindPropagation.HostToContainer,
                _ => BindPropagation.Private,
            });
    }

    private static string Absolute(string path, string field) =>
        path.StartsWith('/') && !path.Split('/').Contains("..") && !path.Contains('\0', StringComparison.Ordinal)
            ? path.Length > 1 ? path.TrimEnd('/') : path
            : throw new SpecException($"{field} \"{path}\" must be an absolute path without \"..\"");
}
