using Agent.Runtime.Cgroups;

namespace Agent.Runtime.Tests.Cgroups;

public class CgroupMountTests
{
    private const string Hybrid = """
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:5 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw

        """;

    [Fact]
    public void Parse_Hybrid_FindsBothKinds()
    {
        var mounts = CgroupMount.Parse(Hybrid, _ => "hugetlb\n");

        Assert.Equal(
            [
                ("/sys/fs/cgroup/cpu,cpuacct", false, "cpu cpuacct"),
                ("/sys/fs/cgroup/memory", false, "memory"),
                ("/sys/fs/cgroup/systemd", false, ""),
                ("/sys/fs/cgroup/unified", true, "hugetlb"),
            ],
            mounts.Select(mount => (mount.Path, mount.IsV2, string.Join(' ', mount.Controllers))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("1 2 3 - cgroup\n - - -")]
    public void Parse_Nothing_FindsNone(string text) => Assert.Empty(CgroupMount.Parse(text, _ => ""));
}
