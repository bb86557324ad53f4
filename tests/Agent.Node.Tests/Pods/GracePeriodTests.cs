using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Tests.Pods;

public sealed class GracePeriodTests
{
    [Theory]
    [InlineData(0, null, null, 30L, 30)]
    [InlineData(0, null, null, null, 30)]
    [InlineData(0, null, null, 0L, 1)]
    [InlineData(0, 10L, null, 30L, 10)]
    [InlineData(0, 60L, null, 30L, 60)]
    [InlineData(0, 0L, null, 30L, 1)]
    [InlineData(0, 10L, 5L, 30L, 5)]
    [InlineData(0, 10L, 20L, 30L, 10)]
    [InlineData(0, null, 1L, 30L, 1)]
    [InlineData(20, 30L, null, 30L, 20)]
    [InlineData(20, 5L, null, 30L, 5)]
    [InlineData(20, null, 3L, 30L, 3)]
    [InlineData(20, null, null, 5L, 20)]
    public void Effective_Inputs_OnlyEverShrinks(long stored, long? deletion, long? kill, long? spec, long expected)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { DeletionGracePeriodSeconds = deletion },
            Spec = new V1PodSpec { TerminationGracePeriodSeconds = spec },
        };

        Assert.Equal(expected, GracePeriod.Effective(stored, pod, kill));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(30, 30)]
    public void ForContainer_Grace_IsAtLeastTwoSeconds(long pod, long expected) => Assert.Equal(expected, GracePeriod.ForContainer(pod));
}
