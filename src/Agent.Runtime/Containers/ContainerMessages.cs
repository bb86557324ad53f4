using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Specs;

namespace Agent.Runtime.Containers;

/// <summary>Containers as CRI messages.</summary>
internal static class ContainerMessages
{
    /// <summary>One entry of ListContainers.</summary>
    public static Container ToContainer(ContainerUnit unit) => new()
    {
        Id = unit.Id,
        PodSandboxId = unit.SandboxId,
        Metadata = unit.Config.Metadata?.Clone(),
        Image = ImageOf(unit.Config),
        ImageRef = Image(unit.Config).Digest,
        ImageId = Image(unit.Config).Id,
        State = unit.State,
        CreatedAt = Nanoseconds(unit.Record.CreatedAt),
        Labels = { unit.Config.Labels },
        Annotations = { unit.Config.Annotations },
    };

    /// <summary>The answer of ContainerStatus.</summary>
    /// <param name="unit">The container.</param>
    /// <param name="logPath">Where its log is; may be empty.</param>
    /// <param name="spec">What its configuration comes to; null when it no longer can be had on this host.</param>
    public static ContainerStatus ToStatus(ContainerUnit unit, string logPath, ContainerSpec? spec)
    {
        var run = unit.Run;
        var status = new ContainerStatus
        {
            Id = unit.Id,
            Metadata = unit.Config.Metadata?.Clone(),
            State = unit.State,
            CreatedAt = Nanoseconds(unit.Record.CreatedAt),
            StartedAt = Nanoseconds(run.StartedAt),
            FinishedAt = Nanoseconds(run.FinishedAt),
            ExitCode = run.ExitCode,
            Image = ImageOf(unit.Config),
            ImageRef = Image(unit.Config).Digest,
            ImageId = Image(unit.Config).Id,
            Reason = run.Reason,
            Message = run.Message,
            Labels = { unit.Config.Labels },
            Annotations = { unit.Config.Annotations },
            Mounts = { unit.Config.Mounts.Select(mount => mount.Clone()) },
            LogPath = logPath,
            StopSignal = unit.Config.StopSignal == Signal.RuntimeDefault ? Signal.Sigterm : unit.Config.StopSignal,
        };
        if (unit.Config.Linux?.Resources is { } resources)
        {
            status.Resources = new ContainerResources { Linux = resources.Clone() };
        }

        if (spec is not null)
        {
            status.User = new ContainerUser
            {
                Linux = new LinuxContainerUser
                {
                    Uid = spec.User.Uid,
                    Gid = spec.User.Gid,
                    SupplementalGroups = { spec.User.Groups.Select(group => (long)group) },
                },
            };
        }

        return status;
    }

    /// <summary>What containers and sandboxes carry to be told apart in stats.</summary>
    public static ContainerAttributes ToAttributes(ContainerUnit unit) => new()
    {
        Id = unit.Id,
        Metadata = unit.Config.Metadata?.Clone(),
        Labels = { unit.Config.Labels },
        Annotations = { unit.Config.Annotations },
    };

    /// <summary>Nanoseconds since 1970, 0 for never, as CRI counts.</summary>
    public static long Nanoseconds(DateTimeOffset? time) => time is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks * 100 : 0;

    private static BuiltInImage Image(ContainerConfig config) =>
        BuiltInImage.Find(config.Image?.Image ?? "") ?? throw new InvalidDataException($"image {config.Image?.Image} of a container is gone");

    // People want to read the name, also when the container was made by the image's ID.
    private static ImageSpec ImageOf(ContainerConfig config)
    {
        var spec = config.Image?.Clone() ?? new ImageSpec();
        spec.Image = spec.UserSpecifiedImage.Length > 0 ? spec.UserSpecifiedImage
            : spec.Image.StartsWith("sha256:", StringComparison.Ordinal) ? Image(config).DefaultTag
            : spec.Image;
        return spec;
    }
}
