using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Pods;

public sealed class PodDnsTests
{
    private static readonly NodeFacts Facts = new("nameserver 1.1.1.1\nnameserver 2.2.2.2\nsearch old\nsearch corp.example. .\noptions ndots:2 edns0\n", []);
    private static readonly NodeOptions Cluster = new() { NodeName = "n", ClusterDns = ["10.96.0.10"], ClusterDomain = "cluster.local" };

    [Fact]
    public void For_ClusterFirst_UsesTheClustersServers()
    {
        var dns = PodDns.For(Pod(new V1PodSpec()), Facts, Cluster).Config;

        Assert.Equal(["10.96.0.10"], dns.Servers);
        Assert.Equal(["ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example"], dns.Searches);
        Assert.Equal(["ndots:5"], dns.Options);
    }

    [Theory]
    [InlineData("Default", false)]
    [InlineData("ClusterFirst", true)]
    public void For_DefaultOrHostNetwork_UsesTheNodesResolver(string policy, bool hostNetwork)
    {
        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = policy, HostNetwork = hostNetwork }), Facts, Cluster).Config;

        Assert.Equal(["1.1.1.1", "2.2.2.2"], dns.Servers);
        Assert.Equal(["corp.example"], dns.Searches);
        Assert.Equal(["edns0", "ndots:2"], dns.Options);
    }

    [Fact]
    public void For_ClusterFirstWithHostNet_StaysWithTheCluster() =>
        Assert.Equal(["10.96.0.10"], PodDns.For(Pod(new V1PodSpec { DnsPolicy = "ClusterFirstWithHostNet", HostNetwork = true }), Facts, Cluster).Config.Servers);

    [Fact]
    public void For_NoClusterDns_FallsBackToTheNodesResolver() =>
        Assert.Equal(["1.1.1.1", "2.2.2.2"], PodDns.For(Pod(new V1PodSpec()), Facts, Cluster with { ClusterDns = [] }).Config.Servers);

    [Fact]
    public void For_NoneWithDnsConfig_TakesOnlyThePods()
    {
        var config = new V1PodDNSConfig
        {
            Nameservers = ["9.9.9.9", "8.8.8.8", "7.7.7.7", "6.6.6.6"],
            Searches = ["x", "x", new string('a', 254)],
            Options = [new V1PodDNSConfigOption { Name = "ndots", Value = "1" }, new V1PodDNSConfigOption { Name = "debug" }],
        };

        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = "None", DnsConfig = config }), Facts, Cluster).Config;

        Assert.Equal(["9.9.9.9", "8.8.8.8", "7.7.7.7"], dns.Servers);
        Assert.Equal(["x"], dns.Searches);
        Assert.Equal(["debug", "ndots:1"], dns.Options);
    }

    [Fact]
    public void For_TooMuch_SaysWhatIsApplied()
    {
        var config = new V1PodDNSConfig
        {
            Nameservers = ["1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4"],
            Searches = [.. Enumerable.Range(0, 40).Select(i => $"s{i}.example")],
        };

        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = "None", DnsConfig = config }), Facts, Cluster);

        Assert.Equal((3, 32), (dns.Config.Servers.Count, dns.Config.Searches.Count));
        Assert.Equal(2, dns.Omissions.Count);
        Assert.EndsWith(": 1.1.1.1 2.2.2.2 3.3.3.3", dns.Omissions[0], StringComparison.Ordinal);
        Assert.EndsWith(" s31.example", dns.Omissions[1], StringComparison.Ordinal);
    }

    [Fact]
    public void For_SearchesTooLongTogether_AreCutFromTheEnd()
    {
        var searches = Enumerable.Range(0, 30).Select(i => $"{i:00}{new string('x', 98)}").ToList();

        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = "None", DnsConfig = new V1PodDNSConfig { Searches = searches } }), Facts, Cluster);

        Assert.Equal(searches.Take(20), dns.Config.Searches);
        Assert.Single(dns.Omissions);
    }

    [Fact]
    public void For_NothingTooMuch_SaysNothing() =>
        Assert.Empty(PodDns.For(Pod(new V1PodSpec()), Facts, Cluster).Omissions);

    [Theory]
    [InlineData("192.0.2.1", "127.0.0.1")]
    [InlineData("2001:db8::1", "::1")]
    [InlineData("192.0.2.1,2001:db8::1", "127.0.0.1,::1")]
    [InlineData("", "127.0.0.1")]
    public void For_NoResolverOfTheNode_IsItsLoopback(string ips, string servers)
    {
        var facts = new NodeFacts(null, ips.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var dns = PodDns.For(Pod(new V1PodSpec { DnsPolicy = "Default" }), facts, Cluster with { ResolvConf = "" });

        Assert.Equal(servers.Split(','), dns.Config.Servers);
        Assert.Equal(["."], dns.Config.Searches);
    }

    [Fact]
    public void For_AnyDnsConfig_KeepsTheLimitsAndNamesNothingTwice() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            Gen.Elements("a", "b.example", "c", "d", "e", "f", new string('z', 254), new string('y', 250), "x1", "x2").ListOf().ToArbitrary(),
            names =>
            {
                var config = new V1PodDNSConfig { Nameservers = [.. names], Searches = [.. names.Concat(names.Select(n => n + "1"))] };
                var dns = PodDns.For(Pod(new V1PodSpec { DnsConfig = config }), Facts, Cluster).Config;
                return dns.Servers.Count <= 3 && dns.Searches.Count <= 32 && dns.Searches.All(s => s.Length <= 253)
                    && string.Join(' ', dns.Searches).Length <= 2048 && dns.Searches.Distinct().Count() == dns.Searches.Count;
            }));

    private static V1Pod Pod(V1PodSpec spec) => new() { Metadata = new V1ObjectMeta { Name = "web", Namespace = "ns" }, Spec = spec };
}
