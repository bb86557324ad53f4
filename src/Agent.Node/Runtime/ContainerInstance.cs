namespace Agent.Node.Runtime;

/// <summary>One container of a pod as the runtime reports it.</summary>
internal sealed record ContainerInstance
{
    /// <summary>The runtime's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Name in the pod spec, from the label <c>io.kubernetes.container.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The sandbox it was made in; empty where the runtime's status does not say.</summary>
    public string SandboxId { get; init; } = "";

    public required ContainerInstanceState State { get; init; }

    /// <summary>From the annotation <c>io.kubernetes.container.restartCount</c>, else CRI <c>attempt</c>.</summary>
    public int RestartCount { get; init; }

    /// <summary>Nanoseconds since the epoch; 0: never.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Nanoseconds since the epoch; 0: never.</summary>
    public long StartedAt { get; init; }

    /// <summary>Nanoseconds since the epoch; 0: never.</summary>
    public long FinishedAt { get; init; }

    public int ExitCode { get; init; }

    /// <summary>The runtime's reason: Completed, Error, OOMKilled, …</summary>
    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Host path of the file for its termination message, as the runtime has it mounted; empty: none.</summary>
    public string MessagePath { get; init; } = "";

    /// <summary>Where its termination message comes from (<c>terminationMessagePolicy</c> when it was made).</summary>
    public string MessagePolicy { get; init; } = "";

    /// <summary>What the application said of its end; null: not read yet.</summary>
    public string? AppMessage { get; init; }

    /// <summary>CRI <c>status.image.image</c>.</summary>
    public string Image { get; init; } = "";

    /// <summary>CRI <c>status.image_ref</c>.</summary>
    public string ImageRef { get; init; } = "";

    /// <summary>The annotation <c>io.kubernetes.container.hash</c>: what definition it was made from.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The user its first process runs as; null where the runtime does not say.</summary>
    public ContainerUserIds? User { get; init; }

    /// <summary>What it may use; null where the runtime does not say.</summary>
    public RuntimeResources? Resources { get; init; }

    /// <summary>Host path of its log.</summary>
    public string LogPath { get; init; } = "";
}
