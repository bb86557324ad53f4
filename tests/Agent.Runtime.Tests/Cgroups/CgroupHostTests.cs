using Agent.Runtime.Cgroups;

namespace Agent.Runtime.Tests.Cgroups;

public class CgroupHostTests
{
    private static readonly CgroupParents Parents = new("/nonexistent");

    [Fact]
    public void Detect_Unified_IsVersion2() =>
        Assert.Equal(2, CgroupHost.Detect([new("/cg", true, ["cpu", "memory", "pids"])], _ => true, Parents)?.Version);

    [Fact]
    public void Detect_HybridWithControllersInVersion1_IsVersion1() => Assert.Equal(
        1, CgroupHost.Detect([new("/u", true, ["hugetlb"]), new("/c", false, ["cpu"]), new("/m", false, ["memory"])], _ => true, Parents)?.Version);

    [Fact]
    public void Detect_NotWritableOrNotThere_IsNone()
    {
        Assert.Null(CgroupHost.Detect([new("/cg", true, ["cpu", "memory"])], _ => false, Parents));
        Assert.Null(CgroupHost.Detect([new("/c", false, ["cpu"])], _ => true, Parents));
        Assert.Null(CgroupHost.Detect([], _ => true, Parents));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("/kubepods/pod1", true)]
    [InlineData("kubepods.slice", false)]
    [InlineData("/a/../b", false)]
    [InlineData("relative/path", false)]
    public void Problem_OfAParent_IsFound(string parent, bool isFine) => Assert.Equal(isFine, CgroupHost.Problem(parent) is null);
}
