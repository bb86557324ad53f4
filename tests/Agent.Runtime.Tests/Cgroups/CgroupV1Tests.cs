using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Cgroups;

/// <summary>Against folders that look like cgroup file systems; the process tests use real ones.</summary>
public sealed class CgroupV1Tests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CgroupV1 _cgroup;

    public CgroupV1Tests() => _cgroup = new CgroupV1(
        ((string[])["cpu", "cpuacct", "memory", "cpuset"]).ToDictionary(name => name, name => _folder[$"{name}/pod/c"]),
        new CgroupParents(_folder["parents.json"]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_Resources_AreWrittenToTheirControllers()
    {
        _cgroup.Create(new LinuxContainerResources { CpuShares = 3, CpuPeriod = 4, CpuQuota = -1, MemoryLimitInBytes = 5 });
        _cgroup.Add(77);

        Assert.Equal("3", File.ReadAllText(_folder["cpu/pod/c/cpu.shares"]));
        Assert.Equal("4", File.ReadAllText(_folder["cpu/pod/c/cpu.cfs_period_us"]));
        Assert.Equal("-1", File.ReadAllText(_folder["cpu/pod/c/cpu.cfs_quota_us"]));
        Assert.Equal("5", File.ReadAllText(_folder["memory/pod/c/memory.limit_in_bytes"]));
        Assert.Equal("77", File.ReadAllText(_folder["cpuacct/pod/c/cgroup.procs"]));
        Assert.False(Directory.Exists(_folder["cpuset/pod/c"]));
    }

    [Fact]
    public void Create_CpuSet_InheritsWhatIsNotAsked()
    {
        Directory.CreateDirectory(_folder["cpuset/pod/c"]);
        File.WriteAllText(_folder["cpuset/cpuset.cpus"], "0-3\n");
        File.WriteAllText(_folder["cpuset/cpuset.mems"], "0\n");
        foreach (var directory in (string[])["cpuset/pod", "cpuset/pod/c"])
        {
            File.WriteAllText(_folder[directory + "/cpuset.cpus"], "\n");
            File.WriteAllText(_folder[directory + "/cpuset.mems"], "\n");
        }

        _cgroup.Create(new LinuxContainerResources { CpusetCpus = "2" });

        Assert.Equal("0-3", File.ReadAllText(_folder["cpuset/pod/cpuset.cpus"]));
        Assert.Equal("2", File.ReadAllText(_folder["cpuset/pod/c/cpuset.cpus"]));
        Assert.Equal("0", File.ReadAllText(_folder["cpuset/pod/c/cpuset.mems"]));
    }

    [Fact]
    public void Usage_Files_AreRead()
    {
        _cgroup.Create(null);
        File.WriteAllText(_folder["cpuacct/pod/c/cpuacct.usage"], "123\n");
        File.WriteAllText(_folder["memory/pod/c/memory.usage_in_bytes"], "1000\n");
        File.WriteAllText(_folder["memory/pod/c/memory.limit_in_bytes"], "9223372036854771712\n");
        File.WriteAllText(_folder["memory/pod/c/memory.stat"], "total_inactive_file 300\ntotal_rss 400\ntotal_pgfault 7\ntotal_pgmajfault 1\n");
        File.WriteAllText(_folder["memory/pod/c/memory.oom_control"], "under_oom 0\noom_kill 0\n");

        Assert.Equal(new CgroupUsage(123, 1000, 300, 400, 7, 1, null), _cgroup.Usage());
        Assert.False(_cgroup.HasOomKills());
    }

    [Fact]
    public void Usage_CgroupGone_IsNull() => Assert.Null(_cgroup.Usage());

    [Fact]
    public void RemoveUnused_ParentsItMade_GoAndOthersStay()
    {
        Directory.CreateDirectory(_folder["cpu"]);
        _cgroup.Create(null);
        foreach (var controller in (string[])["cpu", "cpuacct", "memory"])
        {
            Directory.Delete(_folder[$"{controller}/pod/c"]);
        }

        // A new object, as after a restart.
        new CgroupParents(_folder["parents.json"]).RemoveUnused();

        Assert.True(Directory.Exists(_folder["cpu"]));
        Assert.False(Directory.Exists(_folder["cpu/pod"]) || Directory.Exists(_folder["memory"]));
    }
}
