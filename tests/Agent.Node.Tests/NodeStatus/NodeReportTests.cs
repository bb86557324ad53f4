using Agent.Kubernetes;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Now = TimeSpan.FromHours(1);
    private static readonly TimeSpan Frequency = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(0.0, 2.5)]
    [InlineData(0.5, 5)]
    [InlineData(0.999, 7.495)]
    public void IsDue_AfterAChange_TheNextReportIsSpread(double random, double minutes)
    {
        var report = NodeReport.None.Written(changed: true, Frequency, Now, random);

        Assert.False(report.IsDue(Frequency, Now + TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1)));
        Assert.True(report.IsDue(Frequency, Now + TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void IsDue_AfterAReportWithoutNews_KeepsTheRhythm()
    {
        var report = NodeReport.None.Written(true, Frequency, Now, 0.1).Written(changed: false, Frequency, Now, 0.1);

        Assert.Equal(TimeSpan.Zero, report.Delay);
        Assert.True(report.IsDue(Frequency, Now + Frequency));
    }

    [Fact]
    public void IsDue_NothingWrittenYet_IsNot() => Assert.False(NodeReport.None.IsDue(Frequency, Now));

    [Fact]
    public void IsChanged_HeartbeatsAndVersion_AreNoNews()
    {
        var node = new V1Node { Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = Noon }] } };
        var later = new V1Node
        {
            Metadata = new V1ObjectMeta { ResourceVersion = "2" },
            Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = Noon + Frequency }] },
        };

        Assert.False(NodeReport.IsChanged(node, later));
        Assert.True(NodeReport.IsChanged(node, later with { Metadata = new V1ObjectMeta { Labels = new SortedDictionary<string, string> { ["a"] = "b" } } }));
        Assert.True(NodeReport.IsChanged(node, node with { Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = "False" }] } }));
    }
}
