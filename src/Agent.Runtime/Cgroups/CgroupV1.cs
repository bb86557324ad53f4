using Agent.Cri.Protocol;

namespace Agent.Runtime.Cgroups;

/// <summary>A container's cgroup in the hierarchies of cgroup v1: one directory of the same path in each.</summary>
/// <param name="directories">The controllers and the directory in their hierarchy; two may share one.</param>
/// <param name="tracker">Remembers the parents that had to be made.</param>
internal sealed class CgroupV1(IReadOnlyDictionary<string, string> directories, CgroupParents tracker) : ICgroup
{
    // cpuset of a new cgroup is empty and would take no process, so it is used only where it is asked for.
    private const string CpuSet = "cpuset";
    private bool _usesCpuSet = directories.TryGetValue(CpuSet, out var cpuset) && Directory.Exists(cpuset);

    /// <inheritdoc/>
    public void Create(LinuxContainerResources? resources)
    {
        _usesCpuSet |= directories.ContainsKey(CpuSet) && resources is { CpusetCpus.Length: > 0 } or { CpusetMems.Length: > 0 };
        foreach (var directory in Used())
        {
            tracker.MakeParents(directory);
            Directory.CreateDirectory(directory);
        }

        if (_usesCpuSet)
        {
            InheritCpuSet(directories[CpuSet]);
        }

        if (resources is not null)
        {
            Update(resources);
        }
    }

    /// <inheritdoc/>
    public void Add(int pid)
    {
        foreach (var directory in Used())
        {
            CgroupFiles.Write(directory, "cgroup.procs", pid);
        }
    }

    /// <inheritdoc/>
    public void Update(LinuxContainerResources resources)
    {
        Set("cpu", "cpu.shares", resources.CpuShares);
        Set("cpu", "cpu.cfs_period_us", resources.CpuPeriod);
        Set("cpu", "cpu.cfs_quota_us", resources.CpuQuota);
        SetMemory(resources.MemoryLimitInBytes, resources.MemorySwapLimitInBytes);
        if (_usesCpuSet && resources.CpusetCpus.Length > 0)
        {
            CgroupFiles.Write(directories[CpuSet], "cpuset.cpus", resources.CpusetCpus);
        }

        if (_usesCpuSet && resources.CpusetMems.Length > 0)
        {
            CgroupFiles.Write(directories[CpuSet], "cpuset.mems", resources.CpusetMems);
        }

        foreach (var huge in resources.HugepageLimits)
        {
            if (directories.TryGetValue("hugetlb", out var directory))
            {
                CgroupFiles.Write(directory, $"hugetlb.{huge.PageSize}.limit_in_bytes", (long)huge.Limit);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes() => [.. Used().SelectMany(CgroupFiles.Processes).Distinct()];

    /// <inheritdoc/>
    public bool HasOomKills() =>
        directories.TryGetValue("memory", out var directory) && CgroupFiles.ReadField(directory, "memory.oom_control", "oom_kill") > 0;

    /// <inheritdoc/>
    public CgroupUsage? Usage()
    {
        var memory = directories.GetValueOrDefault("memory", "");
        var cpu = directories.GetValueOrDefault("cpuacct", "");
        if (CgroupFiles.ReadNumber(memory, "memory.usage_in_bytes") is not { } used
            || CgroupFiles.ReadNumber(cpu, "cpuacct.usage") is not { } nanoseconds)
        {
            return null;
        }

        // "No limit" is the largest number of pages, a little below 2^63.
        var limit = CgroupFiles.ReadNumber(memory, "memory.limit_in_bytes");
        return new CgroupUsage(
            nanoseconds,
            used,
            CgroupFiles.ReadField(memory, "memory.stat", "total_inactive_file"),
            CgroupFiles.ReadField(memory, "memory.stat", "total_rss"),
            CgroupFiles.ReadField(memory, "memory.stat", "total_pgfault"),
            CgroupFiles.ReadField(memory, "memory.stat", "total_pgmajfault"),
            limit < 1UL << 62 ? limit : null);
    }

    /// <inheritdoc/>
    public bool Remove() => directories.Values.Distinct().Aggregate(true, (gone, directory) => CgroupFiles.Remove(directory) & gone);

    private IEnumerable<string> Used() => directories.Where(pair => _usesCpuSet || pair.Key != CpuSet).Select(pair => pair.Value).Distinct();

    private void Set(string controller, string file, long value)
    {
        if (value != 0 && directories.TryGetValue(controller, out var directory))
        {
            CgroupFiles.Write(directory, file, value);
        }
    }

    private void SetMemory(long limit, long withSwap)
    {
        if (limit == 0 || !directories.TryGetValue("memory", out var directory))
        {
            return;
        }

        // memory must never be above memory and swap together: raise the larger first, lower the smaller first.
        var hasSwap = withSwap != 0 && File.Exists(Path.Join(directory, "memory.memsw.limit_in_bytes"));
        var swapFirst = hasSwap && (ulong)limit > (CgroupFiles.ReadNumber(directory, "memory.memsw.limit_in_bytes") ?? ulong.MaxValue);
        if (swapFirst)
        {
            CgroupFiles.Write(directory, "memory.memsw.limit_in_bytes", withSwap);
        }

        CgroupFiles.Write(directory, "memory.limit_in_bytes", limit);
        if (hasSwap && !swapFirst)
        {
            CgroupFiles.Write(directory, "memory.memsw.limit_in_bytes", withSwap);
        }
    }

    private static void InheritCpuSet(string directory)
    {
        foreach (var file in (ReadOnlySpan<string>)["cpuset.cpus", "cpuset.mems"])
        {
            if (CgroupFiles.Read(directory, file) is not "")
            {
                continue;
            }

            var parent = Path.GetDirectoryName(directory)!;
            if (CgroupFiles.Read(parent, file) is "")
            {
                InheritCpuSet(parent);
            }

            CgroupFiles.Write(directory, file, CgroupFiles.Read(parent, file) ?? "");
        }
    }
}
