namespace Agent.Node.Volumes;

/// <summary>What a pod records of one of its volumes. The volume's actor keeps it and reports each change.</summary>
internal sealed record VolumeRecord
{
    public required string Name { get; init; }

    /// <summary>The kind of its source, as the field of the pod spec: <c>emptyDir</c>, <c>configMap</c>, …</summary>
    public required string Kind { get; init; }

    public VolumePhase Phase { get; init; } = VolumePhase.Preparing;

    /// <summary>Since when the phase holds.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What it waits for, or why the last attempt failed.</summary>
    public string Message { get; init; } = "";

    /// <summary>When the next attempt or refresh is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Attempts that failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Its root on the host; empty: not known yet, or an image.</summary>
    public string Path { get; init; } = "";

    /// <summary>Containers may only read it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The image whose content it is, as the runtime names it; empty: none.</summary>
    public string Image { get; init; } = "";
}
