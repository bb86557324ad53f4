using Agent.Cri.Protocol;

namespace Agent.Runtime.State;

/// <summary>What a container was made from. Only UpdateContainerResources changes it.</summary>
internal sealed record ContainerRecord
{
    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The sandbox it belongs to.</summary>
    public required string SandboxId { get; init; }

    /// <summary>As given to CreateContainer.</summary>
    public required ContainerConfig Config { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
