using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Pods;

namespace Agent.Node.Tests.Pods;

public sealed class PodDnsTests
{
    private static readonly NodeFacts Facts = new("nameserver 1.1.1.1\nnameserver 2.2.2.2\nsearch old\nsearch corp.example. .\noptions ndots:2 edns0\n", []);
    private static readonly NodeOptions Cluster = new() { NodeName = "n", ClusterDns = ["10.96.0.10"], ClusterDomain = "cluster.local" };

    [Fact]
    public void For_ClusterFirst_UsesTheClustersServers()
    {
        var dns = PodDns.For(Pod(new V1PodSpec()), Facts, Cluster);

        Assert.Equal(["10.96.0.10"], dns.Servers);
        Assert.Equal(["ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example"], dns.Searches);
        Assert.Equal(["ndots:5"], dns.Options);
    }

    [Theory]
    [InlineData("Default", false)]
    [InlineData("ClusterFirst", true)]
    public void For_DefaultOrHostNetwork_UsesTheNodesResolver(string policy, bool hostNetwork)
    {
        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = policy, HostNetwork = hostNetwork }), Facts, Cluster);

        Assert.Equal(["1.1.1.1", "2.2.2.2"], dns.Servers);
        Assert.Equal(["corp.example"], dns.Searches);
        Assert.Equal(["edns0", "ndots:2"], dns.Options);
    }

    [Fact]
    public void For_ClusterFirstWithHostNet_StaysWithTheCluster() =>
        Assert.Equal(["10.96.0.10"], PodDns.For(Pod(new V1PodSpec { DnsPolicy = "ClusterFirstWithHostNet", HostNetwork = true }), Facts, Cluster).Servers);

    [Fact]
    public void For_NoClusterDns_FallsBackToTheNodesResolver() =>
        Assert.Equal(["1.1.1.1", "2.2.2.2"], PodDns.For(Pod(new V1PodSpec()), Facts, Cluster with { ClusterDns = [] }).Servers);

    [Fact]
    public void For_NoneWithDnsConfig_TakesOnlyThePods()
    {
        var config = new V1PodDNSConfig
        {
            Nameservers = ["9.9.9.9", "8.8.8.8", "7.7.7.7", "6.6.6.6"],
            Searches = ["x", "x", new string('a', 254)],
            Options = [new V1PodDNSConfigOption { Name = "ndots", Value = "1" }, new V1PodDNSConfigOption { Name = "debug" }],
        };

        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = "None", DnsConfig = config }), Facts, Cluster);

        Assert.Equal(["9.9.9.9", "8.8.8.8", "7.7.7.7"], dns.Servers);
        Assert.Equal(["x"], dns.Searches);
        Assert.Equal(["debug", "ndots:1"], dns.Options);
    }

    private static V1Pod Pod(V1PodSpec spec) => new() { Metadata = new V1ObjectMeta { Name = "web", Namespace = "ns" }, Spec = spec };
}
