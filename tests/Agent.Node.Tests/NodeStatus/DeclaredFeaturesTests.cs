using Agent.Node.Configuration;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class DeclaredFeaturesTests
{
    private static readonly string[] Some = ["RestartAllContainersOnContainerExits", "ExtendWebSocketsToKubelet", "UserNamespacesHostNetworkSupport"];

    [Fact]
    public void Of_Defaults_ThoseWhoseGatesAreOnInOrder() =>
        Assert.Equal(["ExtendWebSocketsToKubelet", "RestartAllContainersOnContainerExits"], DeclaredFeatures.Of(new KubeletConfiguration(), Some));

    [Fact]
    public void Of_GateOff_DeclaresNothing()
    {
        var configuration = new KubeletConfiguration { FeatureGates = OrdinalMap.Of(("NodeDeclaredFeatures", false)) };

        Assert.Empty(DeclaredFeatures.Of(configuration, Some));
    }

    [Fact]
    public void Supported_Names_AreGates() => Assert.All(DeclaredFeatures.Supported, name => Assert.NotNull(FeatureGates.Find(name)));
}
