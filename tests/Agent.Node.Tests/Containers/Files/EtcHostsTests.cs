using Agent.Kubernetes;
using Agent.Node.Containers.Files;
using Agent.Node.Host;

namespace Agent.Node.Tests.Containers.Files;

public sealed class EtcHostsTests
{
    private const string Fixed =
        "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\n"
        + "fe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n";

    private static readonly ContainerFiles Files = new("/r/pods/u1", "main");

    [Fact]
    public void Add_PodNetwork_NamesThePodByEachOfItsAddresses()
    {
        var files = EtcHosts.Add(Files, Pod(new V1PodSpec()), ["10.0.0.9", "fd00::9"], "cluster.local");

        Assert.Equal("# Kubernetes-managed hosts file.\n" + Fixed + "10.0.0.9\tweb\nfd00::9\tweb\n", files.Hosts);
        Assert.Null(files.NodeHosts);
    }

    [Theory]
    [InlineData(null, "db", "10.0.0.9\tdb.dbs.ns.svc.cluster.local\tdb\n")]
    [InlineData(true, "db", "10.0.0.9\tdb.dbs.ns.svc.cluster.local\tdb\n")]
    [InlineData(null, null, "10.0.0.9\tweb.dbs.ns.svc.cluster.local\tweb\n")]
    public void Add_Subdomain_NamesItFullyAndInShort(bool? fqdn, string? hostname, string line)
    {
        var pod = Pod(new V1PodSpec { Hostname = hostname, Subdomain = "dbs", SetHostnameAsFQDN = fqdn });

        Assert.EndsWith(line, EtcHosts.Add(Files, pod, ["10.0.0.9"], "cluster.local").Hosts, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_HostnameOverride_HidesTheSubdomain()
    {
        var pod = Pod(new V1PodSpec { HostnameOverride = "other.example", Subdomain = "dbs" });

        Assert.EndsWith("\n10.0.0.9\tother.example\n", EtcHosts.Add(Files, pod, ["10.0.0.9"], "cluster.local").Hosts, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_HostAliases_FollowABlankLine()
    {
        var pod = Pod(new V1PodSpec
        {
            HostAliases = [new V1HostAlias { Ip = "1.2.3.4", Hostnames = ["a", "b"] }, new V1HostAlias { Ip = "5.6.7.8", Hostnames = ["c"] }],
        });

        Assert.EndsWith(
            "10.0.0.9\tweb\n\n# Entries added by HostAliases.\n1.2.3.4\ta\tb\n5.6.7.8\tc\n",
            EtcHosts.Add(Files, pod, ["10.0.0.9"], "").Hosts,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Add_HostNetwork_HasTheNodesOwnBetweenHeaderAndAliases()
    {
        var pod = Pod(new V1PodSpec { HostNetwork = true, HostAliases = [new V1HostAlias { Ip = "1.2.3.4", Hostnames = ["a"] }] });

        var files = EtcHosts.Add(Files, pod, [], "cluster.local");

        Assert.Equal("/etc/hosts", files.NodeHosts);
        Assert.Equal(
            "# Kubernetes-managed hosts file (host network).\n192.0.2.1 node\n\n# Entries added by HostAliases.\n1.2.3.4\ta\n",
            files.HostsWith("192.0.2.1 node\n"));
    }

    [Theory]
    [InlineData(false, "10.0.0.9", null, true)]
    [InlineData(false, "", null, false)]
    [InlineData(true, "", null, true)]
    [InlineData(false, "10.0.0.9", "/etc/hosts", false)]
    [InlineData(false, "10.0.0.9", "/etc", true)]
    public void IsWanted_OnlyWithAnAddressAndWithoutAFileOfTheContainersOwn(bool hostNetwork, string ip, string? mount, bool wanted)
    {
        var container = new V1Container { Name = "main", VolumeMounts = mount is null ? null : [new V1VolumeMount { Name = "v", MountPath = mount }] };

        Assert.Equal(wanted, EtcHosts.IsWanted(Pod(new V1PodSpec { HostNetwork = hostNetwork }), container, ip.Length == 0 ? [] : [ip]));
    }

    private static V1Pod Pod(V1PodSpec spec) => new() { Metadata = new V1ObjectMeta { Name = "web", Namespace = "ns", Uid = "u1" }, Spec = spec };
}
