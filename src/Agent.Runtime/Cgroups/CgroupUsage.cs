namespace Agent.Runtime.Cgroups;

/// <summary>What a cgroup has used.</summary>
/// <param name="CpuNanoseconds">CPU time since it was made.</param>
/// <param name="MemoryBytes">All memory charged to it, page cache included.</param>
/// <param name="InactiveFileBytes">Page cache that can be given back at once.</param>
/// <param name="RssBytes">Anonymous memory.</param>
/// <param name="PageFaults">Page faults.</param>
/// <param name="MajorPageFaults">Page faults that had to read from a disk.</param>
/// <param name="MemoryLimit">The limit in bytes; null without one.</param>
internal sealed record CgroupUsage(
    ulong CpuNanoseconds, ulong MemoryBytes, ulong InactiveFileBytes, ulong RssBytes, ulong PageFaults, ulong MajorPageFaults,
    ulong? MemoryLimit)
{
    /// <summary>What cannot be taken back without harm: all memory less the inactive page cache, not below 0 (as cAdvisor).</summary>
    public ulong WorkingSetBytes => MemoryBytes > InactiveFileBytes ? MemoryBytes - InactiveFileBytes : 0;
}
