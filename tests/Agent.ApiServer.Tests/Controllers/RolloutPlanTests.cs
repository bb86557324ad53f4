using Agent.ApiServer.Controllers;

namespace Agent.ApiServer.Tests.Controllers;

public sealed class RolloutPlanTests
{
    [Theory]
    [InlineData(4, 1, 1, 0, 4, 1)]
    [InlineData(4, 1, 1, 1, 5, 1)]
    [InlineData(4, 1, 1, 3, 4, 4)]
    [InlineData(4, 1, 1, 6, 6, 4)]
    [InlineData(10, 3, 2, 0, 10, 3)]
    public void NewSize_Rolling_StaysBelowSurge(long replicas, long surge, long unavailable, long size, long all, long expected) =>
        Assert.Equal(expected, new RolloutPlan(replicas, surge, unavailable, false).NewSize(size, all, hasOldPods: true));

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public void NewSize_Recreate_WaitsForOldPods(bool hasOldPods, long expected) =>
        Assert.Equal(expected, new RolloutPlan(4, 0, 0, true).NewSize(0, 4, hasOldPods));

    [Fact]
    public void OldSizes_NewPodsNotAvailable_GiveUpOnlyWhatMayBeMissing() =>
        Assert.Equal([3], new RolloutPlan(4, 1, 1, false).OldSizes(new RolloutSet(1, 0), [new RolloutSet(4, 4)]));

    [Fact]
    public void OldSizes_BrokenPods_GoFirst() =>
        Assert.Equal([3, 0], new RolloutPlan(4, 1, 1, false).OldSizes(new RolloutSet(0, 0), [new RolloutSet(3, 3), new RolloutSet(2, 0)]));

    [Fact]
    public void OldSizes_AllNewAvailable_AllGo() =>
        Assert.Equal([0], new RolloutPlan(4, 1, 1, false).OldSizes(new RolloutSet(4, 4), [new RolloutSet(1, 1)]));

    [Theory]
    [InlineData("25%", 10, true, 3)]
    [InlineData("25%", 10, false, 2)]
    [InlineData("nonsense", 10, false, 0)]
    public void OfWhole_Percent_IsRounded(string value, long whole, bool up, long expected) =>
        Assert.Equal(expected, Counts.OfWhole(value, whole, up));
}
