using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Tests.Pods;

public sealed class PodHostnameTests
{
    private const string Long = "a23456789b23456789c23456789d23456789e23456789f23456789g23456789";

    [Fact]
    public void For_Plain_IsThePodsName() => Assert.Equal(new PodHostname("web", "", ""), PodHostname.For(Pod(new V1PodSpec()), "cluster.local"));

    [Fact]
    public void For_HostNetwork_IsEmpty() =>
        Assert.Equal("", PodHostname.For(Pod(new V1PodSpec { HostNetwork = true }), "cluster.local").Name);

    [Fact]
    public void For_HostnameAndSubdomain_GivesTheDomain() =>
        Assert.Equal(
            new PodHostname("db", "dbs.ns.svc.cluster.local", ""),
            PodHostname.For(Pod(new V1PodSpec { Hostname = "db", Subdomain = "dbs" }), "cluster.local"));

    [Fact]
    public void For_Fqdn_JoinsBoth() =>
        Assert.Equal("db.dbs.ns.svc.c", PodHostname.For(Pod(new V1PodSpec { Hostname = "db", Subdomain = "dbs", SetHostnameAsFQDN = true }), "c").Name);

    [Fact]
    public void For_FqdnTooLong_IsAnError() =>
        Assert.NotEmpty(PodHostname.For(Pod(new V1PodSpec { Hostname = Long, Subdomain = "dbs", SetHostnameAsFQDN = true }), "c").Error);

    [Fact]
    public void For_LongName_IsCutWithoutATrailingDash()
    {
        var name = PodHostname.For(Pod(new V1PodSpec(), Long[..62] + "-tail"), "c").Name;

        Assert.Equal(Long[..62], name);
    }

    private static V1Pod Pod(V1PodSpec spec, string name = "web") =>
        new() { Metadata = new V1ObjectMeta { Name = name, Namespace = "ns" }, Spec = spec };
}
