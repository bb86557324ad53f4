namespace Agent.Node.Host.Cgroups;

/// <summary>What of the machine's cgroups can be used.</summary>
public sealed record CgroupFacts
{
    /// <summary>Nothing is known of them, or nobody asked.</summary>
    public static CgroupFacts None { get; } = new();

    /// <summary>Version of the hierarchy that controls resources: 1 (also where a hybrid machine has v2 beside it) or 2; 0: none.</summary>
    public int Version { get; init; }

    /// <summary>The kernel accounts for swap by cgroup.</summary>
    public bool HasSwap { get; init; }

    /// <summary>Pods get cgroups of their own: the group they go into was made.</summary>
    public bool IsReady { get; init; }

    /// <summary>Why that could not be made; empty: it was, or nobody asked for it.</summary>
    public string Problem { get; init; } = "";
}
