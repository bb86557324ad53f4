namespace Agent.Runtime.Cgroups;

/// <summary>One mounted cgroup hierarchy.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="IsV2">The unified hierarchy.</param>
/// <param name="Controllers">The v1 controllers it carries; for v2 what cgroup.controllers says.</param>
internal sealed record CgroupMount(string Path, bool IsV2, IReadOnlyList<string> Controllers)
{
    private static readonly string[] Known = ["cpu", "cpuacct", "cpuset", "memory", "pids", "hugetlb", "freezer", "blkio", "io", "devices"];

    /// <summary>Finds the hierarchies in the text of /proc/self/mountinfo (proc_pid_mountinfo(5)).</summary>
    /// <param name="mountInfo">The text.</param>
    /// <param name="v2Controllers">Reads cgroup.controllers of a v2 mount.</param>
    public static IReadOnlyList<CgroupMount> Parse(string mountInfo, Func<string, string> v2Controllers)
    {
        var mounts = new List<CgroupMount>();
        foreach (var line in mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // "36 31 0:33 / /sys/fs/cgroup/memory rw,relatime shared:1 - cgroup cgroup rw,memory"
            var halves = line.Split(" - ", 2);
            var left = halves[0].Split(' ');
            var right = halves.Length == 2 ? halves[1].Split(' ') : [];
            if (left.Length < 6 || right.Length < 3)
            {
                continue;
            }

            if (right[0] == "cgroup2")
            {
                mounts.Add(new CgroupMount(left[4], true, v2Controllers(left[4]).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
            }
            else if (right[0] == "cgroup")
            {
                mounts.Add(new CgroupMount(left[4], false, [.. right[2].Split(',').Intersect(Known)]));
            }
        }

        return mounts;
    }
}
