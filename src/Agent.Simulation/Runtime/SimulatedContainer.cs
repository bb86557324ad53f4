using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Node.WellKnown;
using Agent.Simulation.Time;

namespace Agent.Simulation.Runtime;

/// <summary>A container in a simulated runtime.</summary>
public sealed class SimulatedContainer
{
    internal SimulatedContainer(string id, SimulatedSandbox sandbox, ContainerConfig config, string imageId, string imageName, long createdAt)
    {
        Id = id;
        Sandbox = sandbox;
        Config = config;
        ImageId = imageId;
        ImageName = imageName;
        CreatedAt = createdAt;
        Resources = config.Linux?.Resources?.Clone();
        RestartCount = int.Parse(config.Annotations.GetValueOrDefault(CriAnnotations.RestartCount, "0"), CultureInfo.InvariantCulture);
    }

    /// <summary>Its identifier.</summary>
    public string Id { get; }

    /// <summary>The sandbox it is in.</summary>
    public SimulatedSandbox Sandbox { get; }

    /// <summary>What it was made from.</summary>
    public ContainerConfig Config { get; }

    /// <summary>Its name in the pod.</summary>
    public string Name => Config.Metadata.Name;

    /// <summary>Its state.</summary>
    public ContainerState State { get; internal set; } = ContainerState.ContainerCreated;

    /// <summary>How often it ran before, as the agent counts.</summary>
    public int RestartCount { get; }

    /// <summary>What it may use: as made, or as changed since.</summary>
    public LinuxContainerResources? Resources { get; internal set; }

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode { get; internal set; }

    internal string ImageId { get; }

    internal string ImageName { get; }

    internal long CreatedAt { get; }

    internal long StartedAt { get; set; }

    internal long FinishedAt { get; set; }

    internal string Reason { get; set; } = "";

    internal string Message { get; set; } = "";

    internal ContainerBehavior Behavior { get; set; } = ContainerBehavior.Forever;

    /// <summary>Its end to come.</summary>
    internal ScheduledEvent? End { get; set; }

    /// <summary>What is to be done once it has ended.</summary>
    internal List<Action> OnEnd { get; } = [];

    internal string LogPath => Path.Combine(Sandbox.Config.LogDirectory, Config.LogPath);

    /// <summary>Where on the host its termination message goes; null: nowhere.</summary>
    internal string? MessageFile => Config.Annotations.TryGetValue(CriAnnotations.TerminationMessagePath, out var path)
        ? Config.Mounts.LastOrDefault(m => m.ContainerPath == path)?.HostPath
        : null;

    internal Container ToListItem() => new()
    {
        Id = Id,
        PodSandboxId = Sandbox.Id,
        Metadata = Config.Metadata.Clone(),
        Image = Config.Image.Clone(),
        ImageRef = ImageId,
        ImageId = ImageId,
        State = State,
        CreatedAt = CreatedAt,
        Labels = { Config.Labels },
        Annotations = { Config.Annotations },
    };

    internal ContainerStatus ToStatus() => new()
    {
        Id = Id,
        Metadata = Config.Metadata.Clone(),
        State = State,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        ExitCode = ExitCode,
        Image = new ImageSpec { Image = ImageName },
        ImageRef = ImageId,
        ImageId = ImageId,
        Reason = Reason,
        Message = Message,
        Labels = { Config.Labels },
        Annotations = { Config.Annotations },
        LogPath = LogPath,
        Mounts = { Config.Mounts.Select(m => m.Clone()) },
        Resources = Resources is { } resources ? new ContainerResources { Linux = resources.Clone() } : null,
    };
}
