using Agent.Cri.Protocol;

namespace Agent.Runtime.State;

/// <summary>What is kept of a pod sandbox. A sandbox of this runtime is nothing but this record: it has no process.</summary>
internal sealed record SandboxRecord
{
    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>As given to RunPodSandbox.</summary>
    public required PodSandboxConfig Config { get; init; }

    /// <summary>As given to RunPodSandbox.</summary>
    public required string RuntimeHandler { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The boot it was made in; a sandbox of an earlier boot is not ready.</summary>
    public required string Boot { get; init; }

    /// <summary>StopPodSandbox has been called.</summary>
    public bool IsStopped { get; init; }
}
