using System.Collections.Immutable;
using System.Diagnostics;
using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Linux.Cgroups;

namespace Agent.Node.Tests.Host.Cgroups;

/// <summary>On a tree of ordinary files: what is written where, in both versions.</summary>
public sealed class CgroupTreeTests : IDisposable
{
    private static readonly CgroupSettings Pod = new("/kubepods/burstable/podu")
    {
        CpuShares = 512,
        CpuQuota = 50_000,
        MemoryLimit = 1 << 20,
        PidsLimit = 100,
        HugePages = ImmutableSortedDictionary<string, long>.Empty.Add("2MB", 0),
    };

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Apply_Version1_WritesToEachHierarchy()
    {
        Version1("cpu,cpuacct", "memory", "pids", "hugetlb", "freezer");
        Directory.CreateSymbolicLink(In("cpu"), "cpu,cpuacct");

        Tree().Apply(Pod);

        Assert.Equal("512", Read("cpu,cpuacct/kubepods/burstable/podu/cpu.shares"));
        Assert.Equal("100000", Read("cpu,cpuacct/kubepods/burstable/podu/cpu.cfs_period_us"));
        Assert.Equal("50000", Read("cpu,cpuacct/kubepods/burstable/podu/cpu.cfs_quota_us"));
        Assert.Equal("1048576", Read("memory/kubepods/burstable/podu/memory.limit_in_bytes"));
        Assert.Equal("100", Read("pids/kubepods/burstable/podu/pids.max"));
        Assert.Equal("0", Read("hugetlb/kubepods/burstable/podu/hugetlb.2MB.limit_in_bytes"));
        Assert.False(Directory.Exists(In("freezer/kubepods")));
    }

    [Fact]
    public void Apply_Version2_HandsControllersDownAndWritesWeightAndMax()
    {
        Version2("cpuset cpu io memory hugetlb pids");
        var group = "kubepods/burstable/podu";
        Directory.CreateDirectory(In(group));
        File.WriteAllText(In(group + "/cgroup.controllers"), "cpu memory pids hugetlb");

        Tree().Apply(Pod);

        Assert.Equal("+cpu +cpuset +memory +hugetlb +pids", Read("cgroup.subtree_control"));
        Assert.Equal("+cpu +memory +hugetlb +pids", Read(group + "/cgroup.subtree_control"));
        Assert.Equal("20", Read(group + "/cpu.weight"));
        Assert.Equal("50000 100000", Read(group + "/cpu.max"));
        Assert.Equal("1048576", Read(group + "/memory.max"));
        Assert.Equal("100", Read(group + "/pids.max"));
        Assert.Equal("0", Read(group + "/hugetlb.2MB.max"));
    }

    [Fact]
    public void Apply_Version2WithAllHandedDown_WritesNothingThere()
    {
        Version2("cpu memory");
        File.WriteAllText(In("cgroup.subtree_control"), "cpu memory");

        Tree().Apply(new CgroupSettings("/kubepods") { CpuQuota = -1, MemoryLimit = -1 });

        Assert.Equal("cpu memory", Read("cgroup.subtree_control"));
        Assert.Equal(("max 100000", "max"), (Read("kubepods/cpu.max"), Read("kubepods/memory.max")));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1024, 39)]
    [InlineData(262144, 10000)]
    public void Weight_OfShares_CoversTheRange(long shares, long weight) => Assert.Equal(weight, CgroupVersion2.Weight(shares));

    [Fact]
    public void Prepare_ThatCannotBeDone_SaysWhyAndIsNotReady()
    {
        Version1("cpu");
        File.WriteAllText(In("cpu/kubepods"), "in the way");

        var facts = Tree().Prepare([new CgroupSettings("/kubepods")]);

        Assert.Equal((1, false), (facts.Version, facts.IsReady));
        Assert.Contains("kubepods", facts.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_NoCgroupsAtAll_SaysSo() =>
        Assert.Equal((0, false), new CgroupTree(In("none")).Prepare([]) is { Problem.Length: > 0 } facts ? (facts.Version, facts.IsReady) : (-1, true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prepare_Version1_KnowsWhetherSwapIsCounted(bool counted)
    {
        Version1("memory");
        if (counted)
        {
            File.WriteAllText(In("memory/memory.memsw.limit_in_bytes"), "");
        }

        var facts = Tree().Prepare([new CgroupSettings("/kubepods")]);

        Assert.Equal((true, counted), (facts.IsReady, facts.HasSwap));
    }

    [Fact]
    public async Task Remove_Group_KillsWhatIsLeftInItAndBelow()
    {
        Version1("cpu", "freezer");
        using var process = Process.Start("sleep", "1000");
        Directory.CreateDirectory(In("freezer/kubepods/podu/container"));
        Directory.CreateDirectory(In("cpu/kubepods/podu"));
        Directory.CreateDirectory(In("cpu/kubepods/podother"));
        await File.WriteAllTextAsync(In("freezer/kubepods/podu/container/cgroup.procs"), $"{process.Id}\n");

        Tree().Remove("/kubepods/podu");

        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.Equal(128 + 9, process.ExitCode);
        Assert.False(Directory.Exists(In("freezer/kubepods/podu")));
        Assert.False(Directory.Exists(In("cpu/kubepods/podu")));
        Assert.True(Directory.Exists(In("cpu/kubepods/podother")));
    }

    [Fact]
    public void Remove_Missing_IsNoError()
    {
        Version2("cpu");

        Tree().Remove("/kubepods/podu");
    }

    // What the kernel does by itself with the files of a group.
    private CgroupTree Tree() => new(_root, directory =>
    {
        foreach (var file in Directory.GetFiles(directory))
        {
            File.Delete(file);
        }

        Directory.Delete(directory);
    });

    private void Version1(params string[] hierarchies)
    {
        foreach (var hierarchy in hierarchies)
        {
            Directory.CreateDirectory(In(hierarchy));
        }
    }

    private void Version2(string controllers) => File.WriteAllText(In("cgroup.controllers"), controllers);

    private string In(string path) => Path.Combine(_root, path);

    private string Read(string path) => File.ReadAllText(In(path));
}
