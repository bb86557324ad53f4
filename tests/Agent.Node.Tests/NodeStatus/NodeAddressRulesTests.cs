using System.Net;
using Agent.Kubernetes;
using Agent.Node.Host.Machine;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeAddressRulesTests
{
    private static readonly NodeView View = new()
    {
        Addresses = new HostAddresses(["10.0.0.1", "10.0.0.2", "2001:db8::5"], "10.0.0.1", "2001:db8::5"),
    };

    [Theory]
    [InlineData("10.0.0.2", "InternalIP=10.0.0.2 Hostname=n1")]
    [InlineData("10.0.0.2,2001:db8::5", "InternalIP=10.0.0.2 InternalIP=2001:db8::5 Hostname=n1")]
    [InlineData("2001:db8::5,10.0.0.2", "InternalIP=2001:db8::5 InternalIP=10.0.0.2 Hostname=n1")]
    [InlineData("", "InternalIP=10.0.0.1 Hostname=n1")]
    [InlineData("0.0.0.0", "InternalIP=10.0.0.1 Hostname=n1")]
    [InlineData("::", "InternalIP=2001:db8::5 Hostname=n1")]
    public void Find_GivenNodeIps_AreReported(string given, string expected) => Assert.Equal(expected, Text(Find(given, View)));

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("169.254.1.1", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("0.0.0.0", "all zeros")]
    [InlineData("10.9.9.9", "not found in the host's network interfaces")]
    public void Problem_AddressThatIsNone_IsNamed(string ip, string expected) =>
        Assert.Contains(expected, NodeAddressRules.Problem(IPAddress.Parse(ip), View.Addresses!.Local), StringComparison.Ordinal);

    [Fact]
    public void Find_GivenNodeIpIsWrong_ChangesNothingAndSaysWhy()
    {
        var result = Find("10.9.9.9", View);

        Assert.Null(result.Addresses);
        Assert.StartsWith("failed to validate nodeIP: node IP: \"10.9.9.9\" not found", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.2,10.0.0.1", "", "10.0.0.2")]
    [InlineData("127.0.1.1,10.0.0.2", "", "10.0.0.2")]
    [InlineData("2001:db8::5,10.0.0.2", "", "10.0.0.2")]
    [InlineData("10.0.0.2,2001:db8::5", "::", "2001:db8::5")]
    [InlineData("2001:db8::5", "", "2001:db8::5")]
    [InlineData("127.0.1.1", "", "10.0.0.1")]
    public void Find_NameResolves_TakesTheFirstValidOfTheFamily(string resolved, string given, string expected) =>
        Assert.Equal($"InternalIP={expected} Hostname=n1", Text(Find(given, View with { Resolved = resolved.Split(',') })));

    [Fact]
    public void Find_HostNameIsAnAddress_TakesIt() => Assert.Equal(
        "InternalIP=192.0.2.9 Hostname=192.0.2.9", Text(NodeAddressRules.Find(new NodeStatusOptions { HostName = "192.0.2.9" }, "n1", null, View)));

    [Fact]
    public void Find_NothingKnown_ChangesNothingAndSaysWhy()
    {
        var result = Find("", new NodeView());

        Assert.Null(result.Addresses);
        Assert.Equal("can't get ip address of node n1", result.Error);
    }

    [Fact]
    public void Find_OnlyTheOtherFamilyIsRouted_TakesThat() => Assert.Equal(
        "InternalIP=2001:db8::5 Hostname=n1", Text(Find("", new NodeView { Addresses = new HostAddresses([], null, "2001:db8::5") })));

    [Fact]
    public void Find_CloudWithoutNodeIp_OnlyTheHostName()
    {
        var result = Cloud("", null);

        Assert.Equal("Hostname=n1", Text(result));
        Assert.Null(result.ProvidedNodeIp);
    }

    [Fact]
    public void Find_CloudWithNodeIp_IsReportedAndAnnotated()
    {
        var result = Cloud("10.0.0.2,2001:db8::5", null);

        Assert.Equal("InternalIP=10.0.0.2 InternalIP=2001:db8::5 Hostname=n1", Text(result));
        Assert.Equal("10.0.0.2,2001:db8::5", result.ProvidedNodeIp);
    }

    [Fact]
    public void Find_CloudWithFamilyOnly_TheRoutedAddressUntilTheCloudSaysOtherwise()
    {
        var result = Cloud("::", null);

        Assert.Equal("InternalIP=2001:db8::5 Hostname=n1", Text(result));
        Assert.Null(result.ProvidedNodeIp);
    }

    [Fact]
    public void Find_CloudHasSetAddresses_TheyStay()
    {
        var result = Cloud("10.0.0.2", [new V1NodeAddress { Type = "ExternalIP", Address = "198.51.100.1" }]);

        Assert.Null(result.Addresses);
        Assert.Null(result.Error);
        Assert.Equal("10.0.0.2", result.ProvidedNodeIp);
    }

    private static NodeAddressResult Find(string given, NodeView view) =>
        NodeAddressRules.Find(new NodeStatusOptions { GivenNodeIps = Split(given) }, "n1", null, view);

    private static NodeAddressResult Cloud(string given, IReadOnlyList<V1NodeAddress>? existing) =>
        NodeAddressRules.Find(new NodeStatusOptions { GivenNodeIps = Split(given), IsExternalCloud = true }, "n1", existing, View);

    private static string[] Split(string given) => given.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(NodeAddressResult result) => string.Join(' ', result.Addresses!.Select(a => $"{a.Type}={a.Address}"));
}
