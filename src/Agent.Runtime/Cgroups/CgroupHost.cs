using Agent.Runtime.Native;

namespace Agent.Runtime.Cgroups;

/// <summary>Where on this host containers get their cgroups.</summary>
internal sealed class CgroupHost
{
    /// <summary>The parent of containers whose sandbox names none.</summary>
    public const string DefaultParent = "/agent-runtime";

    // Without both of these a cgroup would neither limit nor account anything.
    private static readonly string[] Needed = ["cpu", "memory"];
    private static readonly string[] V1Controllers = ["cpu", "cpuacct", "cpuset", "memory", "pids", "hugetlb"];

    private readonly CgroupParents _parents;
    private readonly string? _v2;
    private readonly IReadOnlyDictionary<string, string> _v1;

    private CgroupHost(string? v2, IReadOnlyDictionary<string, string> v1, CgroupParents parents) => (_v2, _v1, _parents) = (v2, v1, parents);

    /// <summary>1 or 2.</summary>
    public int Version => _v2 is null ? 1 : 2;

    /// <summary>The cgroups of this host, or null when there are none that this process may use.</summary>
    /// <param name="mounts">What is mounted.</param>
    /// <param name="isWritable">Whether this process may make directories there.</param>
    /// <param name="parents">Remembers the parents that had to be made.</param>
    public static CgroupHost? Detect(IReadOnlyList<CgroupMount> mounts, Func<string, bool> isWritable, CgroupParents parents)
    {
        // Version 2 where it has the controllers; a hybrid host keeps them in version 1.
        var v2 = mounts.FirstOrDefault(mount => mount.IsV2 && Needed.All(mount.Controllers.Contains));
        if (v2 is not null)
        {
            return isWritable(v2.Path) ? new CgroupHost(v2.Path, new Dictionary<string, string>(), parents) : null;
        }

        var v1 = mounts.Where(mount => !mount.IsV2 && isWritable(mount.Path))
            .SelectMany(mount => mount.Controllers.Intersect(V1Controllers).Select(controller => (controller, mount.Path)))
            .GroupBy(pair => pair.controller)
            .ToDictionary(group => group.Key, group => group.First().Path);
        return Needed.All(v1.ContainsKey) ? new CgroupHost(null, v1, parents) : null;
    }

    /// <summary>The cgroups of the running host.</summary>
    public static CgroupHost? Detect(CgroupParents parents) => Detect(
        CgroupMount.Parse(File.ReadAllText("/proc/self/mountinfo"), path => CgroupFiles.Read(path, "cgroup.controllers") ?? ""),
        path => Libc.AccessRaw(path, 2) == 0,
        parents);

    /// <summary>The cgroup of a container; it need not exist.</summary>
    /// <param name="parent">The sandbox's linux.cgroup_parent, already checked; empty for <see cref="DefaultParent"/>.</param>
    /// <param name="containerId">Becomes the name of the directory.</param>
    public ICgroup Of(string parent, string containerId)
    {
        var relative = Path.Join(parent.Length == 0 ? DefaultParent : parent, containerId);
        return _v2 is not null
            ? new CgroupV2(_v2, Path.Join(_v2, relative), _parents)
            : new CgroupV1(_v1.ToDictionary(pair => pair.Key, pair => Path.Join(pair.Value, relative)), _parents);
    }

    /// <summary>Removes the cgroups of a container whose place is no longer known.</summary>
    public void RemoveByName(string containerId)
    {
        foreach (var root in _v2 is not null ? [_v2] : _v1.Values.Distinct().ToArray())
        {
            foreach (var directory in Directory.GetDirectories(root, containerId, SearchOption.AllDirectories))
            {
                _ = CgroupFiles.Remove(directory);
            }
        }
    }

    /// <summary>Removes parents this runtime made and no container uses any more.</summary>
    public void RemoveUnusedParents() => _parents.RemoveUnused();

    /// <summary>Why a cgroup_parent cannot be used, or null.</summary>
    public static string? Problem(string parent) =>
        parent.Length == 0 ? null
        : parent.EndsWith(".slice", StringComparison.Ordinal) && !parent.Contains('/', StringComparison.Ordinal)
            ? $"linux.cgroup_parent \"{parent}\" is a systemd slice; this runtime's cgroup driver is cgroupfs (see RuntimeConfig)"
        : !parent.StartsWith('/') || parent.Split('/').Any(part => part is "." or "..")
            ? $"linux.cgroup_parent \"{parent}\" must be an absolute path without \"..\""
        : null;
}
