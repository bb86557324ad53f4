using Agent.Node.Registration;

namespace Agent.Node.Tests.Registration;

public sealed class NodeLabelFlagTests
{
    [Theory]
    [InlineData("team", true)]
    [InlineData("example.com/team", true)]
    [InlineData("mykubernetes.io/team", true)]
    [InlineData("kubernetes.io/hostname", true)]
    [InlineData("kubernetes.io/os", true)]
    [InlineData("topology.kubernetes.io/zone", true)]
    [InlineData("node.kubernetes.io/instance-type", true)]
    [InlineData("node.kubernetes.io/anything", true)]
    [InlineData("pool.node.kubernetes.io/name", true)]
    [InlineData("kubelet.kubernetes.io/anything", true)]
    [InlineData("kubernetes.io/team", false)]
    [InlineData("node-role.kubernetes.io/control-plane", false)]
    [InlineData("topology.kubernetes.io/rack", false)]
    [InlineData("k8s.io/team", false)]
    [InlineData("storage.k8s.io/team", false)]
    public void IsAllowed_Key_OnlyTheListedOnesInTheNameSpacesOfKubernetes(string key, bool allowed) =>
        Assert.Equal(allowed, NodeLabelFlag.IsAllowed(key));

    [Fact]
    public void Parse_Entries_AreReadTheLastOfAKeyCounts()
    {
        var problems = new List<string>();

        var labels = NodeLabelFlag.Parse("b=2, a=,b=3", (entry, _) => problems.Add(entry));

        Assert.Empty(problems);
        Assert.Equal([("a", ""), ("b", "3")], labels.Select(label => (label.Key, label.Value)));
    }

    [Theory]
    [InlineData("alone")]
    [InlineData("=value")]
    [InlineData("a b=c")]
    [InlineData("a=b/c")]
    [InlineData("kubernetes.io/team=red")]
    public void Parse_WrongEntry_IsToldAndTheOthersAreKept(string entry)
    {
        var problems = new List<(string Entry, string Allowed)>();

        var labels = NodeLabelFlag.Parse($"good=1,{entry}", (wrong, allowed) => problems.Add((wrong, allowed)));

        Assert.Equal(entry, Assert.Single(problems).Entry);
        Assert.NotEmpty(problems[0].Allowed);
        Assert.Equal("good", Assert.Single(labels).Key);
    }
}
