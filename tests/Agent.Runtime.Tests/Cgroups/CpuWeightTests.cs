using Agent.Runtime.Cgroups;

namespace Agent.Runtime.Tests.Cgroups;

public class CpuWeightTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(1024, 39)]
    [InlineData(262144, 10000)]
    [InlineData(1000000, 10000)]
    public void FromShares_OfVersion1_IsTheWeightOfVersion2(long shares, long weight) => Assert.Equal(weight, CpuWeight.FromShares(shares));
}
