using Agent.Node.Host.Cgroups;

namespace Agent.Node.Host.Linux.Cgroups;

/// <summary>Cgroups v2, one hierarchy in which controllers are handed down from group to group.</summary>
/// <param name="root">Where it is mounted.</param>
internal sealed class CgroupVersion2(string root) : ICgroupVersion
{
    private const string Controllers = "cgroup.controllers";
    private const string HandedDown = "cgroup.subtree_control";

    private static readonly string[] Wanted = ["cpu", "cpuset", "memory", "hugetlb", "pids"];

    /// <inheritdoc/>
    public int Number => 2;

    /// <inheritdoc/>
    public void Apply(CgroupSettings group)
    {
        var directory = root;
        foreach (var name in group.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            HandDown(directory);
            directory = Path.Join(directory, name);
            Directory.CreateDirectory(directory);
        }

        // For the containers that come below it.
        HandDown(directory);
        if (group.CpuShares is { } shares)
        {
            CgroupFile.Write(directory, "cpu.weight", Weight(shares));
        }

        if (group.CpuQuota is { } quota)
        {
            CgroupFile.Write(directory, "cpu.max", $"{(quota < 0 ? "max" : quota)} {group.CpuPeriod}");
        }

        if (group.MemoryLimit is { } memory)
        {
            CgroupFile.Write(directory, "memory.max", memory < 0 ? "max" : memory.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (group.PidsLimit is { } pids)
        {
            CgroupFile.Write(directory, "pids.max", pids);
        }

        foreach (var (size, limit) in group.HugePages.Where(_ => CgroupFile.Words(directory, Controllers).Contains("hugetlb")))
        {
            CgroupFile.Write(directory, $"hugetlb.{size}.max", limit);
        }
    }

    /// <inheritdoc/>
    public bool HasSwap(string path) => File.Exists(Path.Join(root, path, "memory.swap.max"));

    /// <inheritdoc/>
    public IEnumerable<string> Directories(string path) => [Path.Join(root, path)];

    /// <summary>The weight that stands for CPU shares: 2 to 262144 become 1 to 10000 (KEP-2254).</summary>
    internal static long Weight(long shares) => 1 + ((shares - 2) * 9999 / 262142);

    private static void HandDown(string directory)
    {
        var missing = Wanted.Intersect(CgroupFile.Words(directory, Controllers)).Except(CgroupFile.Words(directory, HandedDown)).ToList();
        if (missing.Count > 0)
        {
            CgroupFile.Write(directory, HandedDown, string.Join(' ', missing.Select(controller => "+" + controller)));
        }
    }
}
