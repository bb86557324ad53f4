using System.Collections.Immutable;

namespace Agent.Node.Host.Cgroups;

/// <summary>A cgroup and its limits; what is null is left as it is.</summary>
/// <param name="Path">Its path from the root of the hierarchy, as <c>/kubepods/burstable</c>.</param>
public sealed record CgroupSettings(string Path)
{
    /// <summary>Share of the CPU against its siblings, 2 to 262144 (1024 per CPU); on v2 it becomes a weight.</summary>
    public long? CpuShares { get; init; }

    /// <summary>CPU time in microseconds per <see cref="CpuPeriod"/>; -1: no limit.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>Period of the quota in microseconds.</summary>
    public long CpuPeriod { get; init; } = 100_000;

    /// <summary>Most memory in bytes; -1: no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Most processes and threads.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Most bytes of huge pages by name of the page size, as <c>2MB</c>.</summary>
    public ImmutableSortedDictionary<string, long> HugePages { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
