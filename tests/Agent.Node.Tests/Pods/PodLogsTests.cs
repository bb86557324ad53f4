using Agent.Node.Pods;

namespace Agent.Node.Tests.Pods;

public sealed class PodLogsTests
{
    [Fact]
    public void Orphans_UnknownUid_IsOne() =>
        Assert.Equal(["ns_web_u2"], PodLogs.Orphans(["ns_web_u1", "ns_web_u2"], ["u1"]));

    [Theory]
    [InlineData("lost+found")]
    [InlineData("ns_web")]
    [InlineData("ns_web_")]
    [InlineData("ns_web_u_x")]
    public void Orphans_OtherName_IsLeftAlone(string name) => Assert.Empty(PodLogs.Orphans([name], []));

    [Fact]
    public void LinkName_LongNames_FitAFileName() =>
        Assert.Equal(255, PodLogs.LinkName(new string('p', 253), "ns", "c", new string('0', 64)).Length);
}
