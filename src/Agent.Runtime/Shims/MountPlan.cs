namespace Agent.Runtime.Shims;

/// <summary>The mounts of a container, made in a mount namespace of its own whose root is the host's.</summary>
internal sealed record MountPlan
{
    /// <summary>An empty directory of the container's folder, used while mount points are made.</summary>
    public required string Scratch { get; init; }

    /// <summary>The bind mounts, parents before children.</summary>
    public IReadOnlyList<BindMount> Binds { get; init; } = [];

    /// <summary>Paths that are hidden; missing ones are skipped.</summary>
    public IReadOnlyList<string> MaskedPaths { get; init; } = [];

    /// <summary>Paths that become read-only; missing ones are skipped.</summary>
    public IReadOnlyList<string> ReadOnlyPaths { get; init; } = [];

    /// <summary>All of the host's file systems are read-only but /dev, /proc and the binds.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>There is nothing to do.</summary>
    public bool IsEmpty => Binds.Count == 0 && MaskedPaths.Count == 0 && ReadOnlyPaths.Count == 0 && !ReadOnlyRoot;
}
