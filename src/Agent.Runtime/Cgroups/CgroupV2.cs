using System.Globalization;
using Agent.Cri.Protocol;

namespace Agent.Runtime.Cgroups;

/// <summary>A container's cgroup in the one hierarchy of cgroup v2.</summary>
/// <param name="mount">Where the hierarchy is mounted.</param>
/// <param name="directory">The container's directory in it.</param>
/// <param name="tracker">Remembers the parents that had to be made.</param>
internal sealed class CgroupV2(string mount, string directory, CgroupParents tracker) : ICgroup
{
    private static readonly string[] Controllers = ["cpu", "cpuset", "memory", "pids", "hugetlb"];

    /// <inheritdoc/>
    public void Create(LinuxContainerResources? resources)
    {
        tracker.MakeParents(directory);
        EnableControllers(Path.GetDirectoryName(directory)!);
        Directory.CreateDirectory(directory);
        if (resources is not null)
        {
            Update(resources);
        }
    }

    /// <inheritdoc/>
    public void Add(int pid) => CgroupFiles.Write(directory, "cgroup.procs", pid);

    /// <inheritdoc/>
    public void Update(LinuxContainerResources resources)
    {
        if (resources.CpuShares != 0)
        {
            CgroupFiles.Write(directory, "cpu.weight", CpuWeight.FromShares(resources.CpuShares));
        }

        if (resources.CpuQuota != 0 || resources.CpuPeriod != 0)
        {
            var quota = resources.CpuQuota > 0 ? resources.CpuQuota.ToString(CultureInfo.InvariantCulture) : "max";
            var period = resources.CpuPeriod > 0 ? resources.CpuPeriod : 100_000;
            CgroupFiles.Write(directory, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {period}"));
        }

        if (resources.MemoryLimitInBytes != 0)
        {
            CgroupFiles.Write(directory, "memory.max", Limit(resources.MemoryLimitInBytes));
        }

        if (resources.MemorySwapLimitInBytes != 0 && File.Exists(Path.Join(directory, "memory.swap.max")))
        {
            // CRI counts memory and swap together, v2 the swap alone.
            var swap = resources.MemorySwapLimitInBytes - Math.Max(resources.MemoryLimitInBytes, 0);
            CgroupFiles.Write(directory, "memory.swap.max", resources.MemorySwapLimitInBytes < 0 ? "max" : Limit(Math.Max(swap, 0)));
        }

        SetText("cpuset.cpus", resources.CpusetCpus);
        SetText("cpuset.mems", resources.CpusetMems);
        foreach (var huge in resources.HugepageLimits)
        {
            if (File.Exists(Path.Join(directory, $"hugetlb.{huge.PageSize}.max")))
            {
                CgroupFiles.Write(directory, $"hugetlb.{huge.PageSize}.max", (long)huge.Limit);
            }
        }

        foreach (var (file, value) in resources.Unified)
        {
            if (file.Contains('/', StringComparison.Ordinal) || !file.Contains('.', StringComparison.Ordinal))
            {
                throw new IOException($"linux.resources.unified: \"{file}\" is not a file of a cgroup (controller.name)");
            }

            CgroupFiles.Write(directory, file, value);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes() => [.. CgroupFiles.Processes(directory)];

    /// <inheritdoc/>
    public bool HasOomKills() => CgroupFiles.ReadField(directory, "memory.events", "oom_kill") > 0;

    /// <inheritdoc/>
    public CgroupUsage? Usage() => Directory.Exists(directory)
        ? new CgroupUsage(
            CgroupFiles.ReadField(directory, "cpu.stat", "usage_usec") * 1000,
            CgroupFiles.ReadNumber(directory, "memory.current") ?? 0,
            CgroupFiles.ReadField(directory, "memory.stat", "inactive_file"),
            CgroupFiles.ReadField(directory, "memory.stat", "anon"),
            CgroupFiles.ReadField(directory, "memory.stat", "pgfault"),
            CgroupFiles.ReadField(directory, "memory.stat", "pgmajfault"),
            CgroupFiles.ReadNumber(directory, "memory.max"))
        : null;

    /// <inheritdoc/>
    public bool Remove() => CgroupFiles.Remove(directory);

    // A cgroup has the controllers that its parent hands down, from the root on.
    private void EnableControllers(string parent)
    {
        if (parent.Length > mount.Length)
        {
            EnableControllers(Path.GetDirectoryName(parent)!);
        }

        var present = (CgroupFiles.Read(parent, "cgroup.controllers") ?? "").Split(' ');
        var enabled = (CgroupFiles.Read(parent, "cgroup.subtree_control") ?? "").Split(' ');
        foreach (var controller in Controllers.Intersect(present).Except(enabled))
        {
            CgroupFiles.Write(parent, "cgroup.subtree_control", "+" + controller);
        }
    }

    private void SetText(string file, string value)
    {
        if (value.Length > 0)
        {
            CgroupFiles.Write(directory, file, value);
        }
    }

    private static string Limit(long bytes) => bytes < 0 ? "max" : bytes.ToString(CultureInfo.InvariantCulture);
}
