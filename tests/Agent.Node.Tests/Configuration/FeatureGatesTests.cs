using Agent.Node.Configuration;

namespace Agent.Node.Tests.Configuration;

public class FeatureGatesTests
{
    [Theory]
    [InlineData("", "NodeSwap", true)]
    [InlineData("", "MemoryQoS", false)]
    [InlineData("MemoryQoS", "MemoryQoS", true)]
    [InlineData("GitRepoVolumeDriver", "GitRepoVolumeDriver", false)]
    public void IsEnabled_Gate_HasItsDefaultUnlessSetOrLocked(string set, string gate, bool expected)
    {
        var configuration = new KubeletConfiguration
        {
            FeatureGates = set.Length == 0 ? OrdinalMap.Empty<bool>() : OrdinalMap.Of((set, true)),
        };

        Assert.Equal(expected, FeatureGates.IsEnabled(configuration, gate));
    }

    [Fact]
    public void IsEnabled_UnknownGate_Throws() =>
        Assert.Throws<ArgumentException>(() => FeatureGates.IsEnabled(new KubeletConfiguration(), "NoSuchGate"));

    [Fact]
    public void All_Gates_AreSortedAndUnique()
    {
        var names = FeatureGates.All.Select(gate => gate.Name).ToArray();

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }
}
