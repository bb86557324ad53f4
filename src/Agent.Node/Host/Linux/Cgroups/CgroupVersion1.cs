using Agent.Node.Host.Cgroups;

namespace Agent.Node.Host.Linux.Cgroups;

/// <summary>
/// Cgroups v1, a hierarchy for each controller, also where v2 is mounted beside it. Groups are made where there is something to limit;
/// the runtime makes them in the other hierarchies.
/// </summary>
/// <param name="root">Where they are mounted.</param>
internal sealed class CgroupVersion1(string root) : ICgroupVersion
{
    /// <inheritdoc/>
    public int Number => 1;

    /// <inheritdoc/>
    public void Apply(CgroupSettings group)
    {
        With(group, "cpu", directory =>
        {
            if (group.CpuShares is { } shares)
            {
                CgroupFile.Write(directory, "cpu.shares", shares);
            }

            if (group.CpuQuota is { } quota)
            {
                CgroupFile.Write(directory, "cpu.cfs_period_us", group.CpuPeriod);
                CgroupFile.Write(directory, "cpu.cfs_quota_us", quota);
            }
        });
        With(group, "memory", directory =>
        {
            if (group.MemoryLimit is { } limit)
            {
                CgroupFile.Write(directory, "memory.limit_in_bytes", limit);
            }
        });
        With(group, "pids", directory =>
        {
            if (group.PidsLimit is { } limit)
            {
                CgroupFile.Write(directory, "pids.max", limit);
            }
        });
        With(group, "hugetlb", directory =>
        {
            foreach (var (size, limit) in group.HugePages)
            {
                CgroupFile.Write(directory, $"hugetlb.{size}.limit_in_bytes", limit);
            }
        });
    }

    /// <inheritdoc/>
    public bool HasSwap(string path) => Hierarchy("memory") is { } memory && File.Exists(Path.Combine(memory, "memory.memsw.limit_in_bytes"));

    /// <inheritdoc/>
    public IEnumerable<string> Directories(string path) => Hierarchies().Select(hierarchy => Path.Join(hierarchy.FullName, path));

    private void With(CgroupSettings group, string controller, Action<string> set)
    {
        if (Hierarchy(controller) is { } hierarchy)
        {
            var directory = Path.Join(hierarchy, group.Path);
            Directory.CreateDirectory(directory);
            set(directory);
        }
    }

    /// <summary>Directory of the hierarchy of a controller; null: the kernel has it in none of v1.</summary>
    private string? Hierarchy(string controller) => Hierarchies().FirstOrDefault(h => h.Name.Split(',').Contains(controller))?.FullName;

    // Hierarchies with several controllers have links for each of them.
    private IEnumerable<DirectoryInfo> Hierarchies() => new DirectoryInfo(root).EnumerateDirectories().Where(d => d.LinkTarget is null);
}
