using Agent.Cri.Protocol;

namespace Agent.Simulation.Runtime;

/// <summary>A sandbox in a simulated runtime.</summary>
public sealed class SimulatedSandbox
{
    internal SimulatedSandbox(string id, PodSandboxConfig config, string handler, long createdAt, string ip)
    {
        Id = id;
        Config = config;
        RuntimeHandler = handler;
        CreatedAt = createdAt;
        Ip = ip;
    }

    /// <summary>Its identifier.</summary>
    public string Id { get; }

    /// <summary>What it was made from.</summary>
    public PodSandboxConfig Config { get; }

    /// <summary>It runs.</summary>
    public bool IsReady { get; internal set; } = true;

    /// <summary>Its address; empty on the host network.</summary>
    public string Ip { get; }

    /// <summary>The handler that it was asked for with; empty: the default one.</summary>
    public string RuntimeHandler { get; }

    internal long CreatedAt { get; }

    internal PodSandboxState State => IsReady ? PodSandboxState.SandboxReady : PodSandboxState.SandboxNotready;

    internal PodSandbox ToListItem() => new()
    {
        Id = Id,
        Metadata = Config.Metadata.Clone(),
        State = State,
        CreatedAt = CreatedAt,
        Labels = { Config.Labels },
        Annotations = { Config.Annotations },
        RuntimeHandler = RuntimeHandler,
    };

    internal PodSandboxStatus ToStatus() => new()
    {
        Id = Id,
        Metadata = Config.Metadata.Clone(),
        State = State,
        CreatedAt = CreatedAt,
        Network = new PodSandboxNetworkStatus { Ip = IsReady ? Ip : "" },
        Linux = new LinuxPodSandboxStatus
        {
            Namespaces = new Namespace { Options = Config.Linux?.SecurityContext?.NamespaceOptions?.Clone() ?? new NamespaceOption() },
        },
        Labels = { Config.Labels },
        Annotations = { Config.Annotations },
        RuntimeHandler = RuntimeHandler,
    };
}
