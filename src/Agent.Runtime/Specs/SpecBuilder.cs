using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Shims;

namespace Agent.Runtime.Specs;

/// <summary>Turns a CRI configuration into what the shim does. No I/O: everything it needs to know is given.</summary>
internal static class SpecBuilder
{
    /// <summary>Builds the spec of a container's first process.</summary>
    /// <param name="id">The container's id.</param>
    /// <param name="config">The container.</param>
    /// <param name="sandbox">Its sandbox.</param>
    /// <param name="host">The host.</param>
    /// <param name="folder">The container's folder.</param>
    /// <exception cref="SpecException">The configuration is wrong or cannot be had on this host.</exception>
    public static ContainerSpec Build(string id, ContainerConfig config, PodSandboxConfig sandbox, HostFacts host, string folder)
    {
        var reference = config.Image?.Image ?? "";
        var image = BuiltInImage.Find(reference) ?? throw new SpecException(BuiltInImage.Problem(reference));
        RefuseUnsupported(config, sandbox);

        var context = config.Linux?.SecurityContext;
        var user = UserSelection.Choose(context, host);
        var links = host.CanMount ? null : MountPlanner.Links(config, image);
        var mounts = host.CanMount ? MountPlanner.Plan(config, Path.Join(folder, "scratch")) : null;
        var linkFolder = links is { Count: > 0 } ? Path.Join(folder, "mounts") : null;
        var shim = new ShimSpec
        {
            Arguments = Command(config, image, host),
            Environment = EnvironmentBuilder.Build(config, id, sandbox.Hostname, image, user.Uid, linkFolder, host),
            WorkingDirectory = config.WorkingDir.Length > 0 ? config.WorkingDir : "/",
            User = host.CanChangeUser ? user : null,
            Capabilities = host.CanLimitCapabilities ? Capabilities(context, host) : null,
            AmbientCapabilities = host.CanLimitCapabilities
                ? CapabilityMask.Parse(context?.Capabilities?.AddAmbientCapabilities ?? [], "add_ambient_capabilities") & host.Capabilities
                : 0,
            NoNewPrivileges = context?.NoNewPrivs ?? false,
            Mounts = mounts is { IsEmpty: false } ? mounts : null,
        };
        return new ContainerSpec(shim, image, user, links ?? new Dictionary<string, string>());
    }

    /// <summary>The spec of another process in a container: the same in everything but the command and the mounts, which it joins.</summary>
    /// <exception cref="SpecException">There is no command.</exception>
    public static ShimSpec BuildExec(ContainerSpec container, IReadOnlyList<string> command, HostFacts host)
    {
        if (command.Count == 0)
        {
            throw new SpecException("cmd must not be empty");
        }

        return container.Shim with
        {
            Arguments = Aliased(command, host),
            JoinsNamespace = container.Shim.Mounts is not null,
            Mounts = null,
        };
    }

    private static IReadOnlyList<string> Command(ContainerConfig config, BuiltInImage image, HostFacts host)
    {
        if (config.Command.Count == 0 && image.Verb.Count > 0)
        {
            return [.. host.AgentCommand, .. image.Verb, .. config.Args];
        }

        // As with an image without an entrypoint: the arguments alone are a command as well.
        string[] command = [.. config.Command, .. config.Args];
        return command.Length > 0 && command[0].Length > 0
            ? Aliased(command, host)
            : throw new SpecException($"no command specified: {image.Repository} needs the container's command");
    }

    // The agent need not be on the PATH to be run in a container.
    private static IReadOnlyList<string> Aliased(IReadOnlyList<string> command, HostFacts host) => command[0] switch
    {
        "agent" => [.. host.AgentCommand, .. command.Skip(1)],
        "testserver" => [.. host.AgentCommand, .. command],
        _ => [.. command],
    };

    private static ulong Capabilities(LinuxContainerSecurityContext? context, HostFacts host)
    {
        if (context?.Privileged == true)
        {
            return host.Capabilities;
        }

        // ALL is the base that the single names then change, whatever the order they are listed in (containerd).
        var (add, drop) = (context?.Capabilities?.AddCapabilities ?? [], context?.Capabilities?.DropCapabilities ?? []);
        var keep = drop.Any(IsAll) ? 0 : add.Any(IsAll) ? CapabilityMask.All : CapabilityMask.Default;
        keep |= CapabilityMask.Parse(add.Where(name => !IsAll(name)), "add_capabilities");
        keep &= ~CapabilityMask.Parse(drop.Where(name => !IsAll(name)), "drop_capabilities");
        return keep & host.Capabilities;
    }

    private static bool IsAll(string name) => name.Equals("ALL", StringComparison.OrdinalIgnoreCase);

    private static void RefuseUnsupported(ContainerConfig config, PodSandboxConfig sandbox)
    {
        var context = config.Linux?.SecurityContext;
        if (config.Tty)
        {
            throw new SpecException("tty is not supported by the embedded runtime");
        }

        if (config.CDIDevices.Count > 0)
        {
            throw new SpecException("CDI devices are not supported by the embedded runtime");
        }

        if (context?.Seccomp is { ProfileType: SecurityProfile.Types.ProfileType.Localhost } seccomp)
        {
            throw new SpecException(
                $"seccomp profile {seccomp.LocalhostRef} is not supported by the embedded runtime; use RuntimeDefault or Unconfined");
        }

        if (context?.Apparmor is { ProfileType: SecurityProfile.Types.ProfileType.Localhost } apparmor)
        {
            throw new SpecException(
                $"AppArmor profile {apparmor.LocalhostRef} is not supported by the embedded runtime; use RuntimeDefault or Unconfined");
        }

        RefuseUserNamespace(context?.NamespaceOptions);
        RefuseUserNamespace(sandbox.Linux?.SecurityContext?.NamespaceOptions);
        if (config.Command.Concat(config.Args).Any(part => part.Contains('\0', StringComparison.Ordinal)))
        {
            throw new SpecException("command and args must not hold a zero byte");
        }

        if (config.WorkingDir.Length > 0 && !config.WorkingDir.StartsWith('/'))
        {
            throw new SpecException($"working_dir \"{config.WorkingDir}\" must be an absolute path");
        }
    }

    /// <summary>User namespaces are asked for by mode POD.</summary>
    /// <exception cref="SpecException">They are asked for.</exception>
    public static void RefuseUserNamespace(NamespaceOption? options)
    {
        if (options?.UsernsOptions is { Mode: NamespaceMode.Pod })
        {
            throw new SpecException("user namespaces (hostUsers: false) are not supported by the embedded runtime");
        }
    }
}
