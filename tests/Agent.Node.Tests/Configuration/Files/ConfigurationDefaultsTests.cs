using static Agent.Node.Tests.Configuration.TestConfigurations;

namespace Agent.Node.Tests.Configuration.Files;

public class ConfigurationDefaultsTests
{
    [Theory]
    [InlineData("", 300)]
    [InlineData("nodeStatusUpdateFrequency: 20s", 20)]
    [InlineData("nodeStatusUpdateFrequency: 0s", 300)]
    [InlineData("nodeStatusUpdateFrequency: 20s\nnodeStatusReportFrequency: 1m", 60)]
    public void FillMain_ReportFrequency_FollowsTheUpdateFrequency(string fields, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load(fields).Configuration.NodeStatusReportFrequency);

    [Theory]
    [InlineData("", true)]
    [InlineData("maxParallelImagePulls: 1", true)]
    [InlineData("maxParallelImagePulls: 2", false)]
    public void FillMain_SerializeImagePulls_FollowsMaxParallel(string fields, bool expected) =>
        Assert.Equal(expected, Load(fields).Configuration.SerializeImagePulls);

    [Theory]
    [InlineData("", 5)]
    [InlineData("evictionHard: {memory.available: 1Gi}", 1)]
    [InlineData("evictionHard: {memory.available: 1Gi}\nmergeDefaultEvictionSettings: true", 5)]
    [InlineData("evictionHard: {}", 0)]
    public void FillMain_EvictionHard_KeepsDefaultsOnlyWhenAsked(string fields, int count) =>
        Assert.Equal(count, Load(fields).Configuration.EvictionHard.Count);

    [Fact]
    public void Fill_EmptyChoice_IsUnset()
    {
        var configuration = Load("tlsMinVersion: ''\nmemorySwap: {swapBehavior: ''}\ncgroupDriver: ''").Configuration;

        Assert.Null(configuration.TlsMinVersion);
        Assert.Null(configuration.MemorySwap.SwapBehavior);
        Assert.Equal(Node.Configuration.CgroupDriver.Cgroupfs, configuration.CgroupDriver);
    }

    [Fact]
    public void Fill_ZeroThatMeansZero_IsKept()
    {
        var configuration = Load("healthzPort: 0\nregistryPullQPS: 0\nimageGCLowThresholdPercent: 0").Configuration;

        Assert.Equal(0, configuration.HealthzPort);
        Assert.Equal(0, configuration.RegistryPullQps);
        Assert.Equal(0, configuration.ImageGcLowThresholdPercent);
    }
}
