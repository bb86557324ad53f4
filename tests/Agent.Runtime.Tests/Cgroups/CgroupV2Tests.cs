using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Cgroups;

/// <summary>Against a folder that looks like a cgroup file system: this shows what is written, not what a kernel makes of it.</summary>
public sealed class CgroupV2Tests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CgroupV2 _cgroup;

    public CgroupV2Tests()
    {
        Directory.CreateDirectory(_folder["cg/pods/c"]);
        File.WriteAllText(_folder["cg/cgroup.controllers"], "cpu memory io\n");
        File.WriteAllText(_folder["cg/cgroup.subtree_control"], "");
        _cgroup = new CgroupV2(_folder["cg"], _folder["cg/pods/c"], new CgroupParents(_folder["parents.json"]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_Resources_AreWrittenAsVersion2HasThem()
    {
        File.WriteAllText(_folder["cg/pods/c/memory.swap.max"], "");
        File.WriteAllText(_folder["cg/pods/c/hugetlb.2MB.max"], "");
        _cgroup.Create(new LinuxContainerResources
        {
            CpuShares = 1024,
            CpuPeriod = 100000,
            CpuQuota = 50000,
            MemoryLimitInBytes = 1000,
            MemorySwapLimitInBytes = 1500,
            CpusetCpus = "0-1",
            HugepageLimits = { new HugepageLimit { PageSize = "2MB", Limit = 7 }, new HugepageLimit { PageSize = "1GB" } },
            Unified = { ["memory.high"] = "900" },
        });

        Assert.Equal("39", Read("cpu.weight"));
        Assert.Equal("50000 100000", Read("cpu.max"));
        Assert.Equal("1000", Read("memory.max"));
        Assert.Equal("500", Read("memory.swap.max"));
        Assert.Equal("0-1", Read("cpuset.cpus"));
        Assert.Equal("7", Read("hugetlb.2MB.max"));
        Assert.Equal("900", Read("memory.high"));
        Assert.False(File.Exists(_folder["cg/pods/c/hugetlb.1GB.max"]));
        Assert.Equal("+memory", File.ReadAllText(_folder["cg/cgroup.subtree_control"]));
    }

    [Fact]
    public void Update_QuotaWithoutLimit_IsMax()
    {
        _cgroup.Update(new LinuxContainerResources { CpuQuota = -1 });

        Assert.Equal("max 100000", Read("cpu.max"));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("nodot")]
    public void Update_UnifiedFileElsewhere_IsRefused(string file) => Assert.ThrowsAny<IOException>(
        () => _cgroup.Update(new LinuxContainerResources { Unified = { [file] = "x" } }));

    [Fact]
    public void Usage_Files_AreRead()
    {
        File.WriteAllText(_folder["cg/pods/c/cpu.stat"], "usage_usec 5\nuser_usec 3\n");
        File.WriteAllText(_folder["cg/pods/c/memory.current"], "1000\n");
        File.WriteAllText(_folder["cg/pods/c/memory.stat"], "anon 400\ninactive_file 300\npgfault 7\npgmajfault 1\n");
        File.WriteAllText(_folder["cg/pods/c/memory.max"], "max\n");
        File.WriteAllText(_folder["cg/pods/c/memory.events"], "oom 2\noom_kill 1\n");

        Assert.Equal(new CgroupUsage(5000, 1000, 300, 400, 7, 1, null), _cgroup.Usage());
        Assert.Equal(700UL, _cgroup.Usage()!.WorkingSetBytes);
        Assert.True(_cgroup.HasOomKills());
    }

    [Fact]
    public void Processes_OfItAndBelow_AreFound()
    {
        Directory.CreateDirectory(_folder["cg/pods/c/inner"]);
        File.WriteAllText(_folder["cg/pods/c/cgroup.procs"], "1\n2\n");
        File.WriteAllText(_folder["cg/pods/c/inner/cgroup.procs"], "3\n");

        Assert.Equal([1, 2, 3], _cgroup.Processes().Order());
    }

    private string Read(string file) => File.ReadAllText(_folder["cg/pods/c/" + file]);
}
