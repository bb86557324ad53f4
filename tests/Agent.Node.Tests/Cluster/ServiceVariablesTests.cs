using Agent.Kubernetes;
using Agent.Node.Cluster;

namespace Agent.Node.Tests.Cluster;

public sealed class ServiceVariablesTests
{
    private static V1Service Service(string space, string name, string address, params V1ServicePort[] ports) => new()
    {
        Metadata = new V1ObjectMeta { Namespace = space, Name = name },
        Spec = new V1ServiceSpec { ClusterIP = address, Ports = ports },
    };

    [Fact]
    public void Of_Service_HasAllVariablesOfItsPorts()
    {
        var service = Service(
            "shop", "my-db", "10.0.0.5", new V1ServicePort { Name = "sql-main", Port = 5432, Protocol = "TCP" }, new V1ServicePort { Port = 53, Protocol = "UDP" });

        Assert.Equal(
            [
                "MY_DB_PORT=tcp://10.0.0.5:5432",
                "MY_DB_PORT_53_UDP=udp://10.0.0.5:53",
                "MY_DB_PORT_53_UDP_ADDR=10.0.0.5",
                "MY_DB_PORT_53_UDP_PORT=53",
                "MY_DB_PORT_53_UDP_PROTO=udp",
                "MY_DB_PORT_5432_TCP=tcp://10.0.0.5:5432",
                "MY_DB_PORT_5432_TCP_ADDR=10.0.0.5",
                "MY_DB_PORT_5432_TCP_PORT=5432",
                "MY_DB_PORT_5432_TCP_PROTO=tcp",
                "MY_DB_SERVICE_HOST=10.0.0.5",
                "MY_DB_SERVICE_PORT=5432",
                "MY_DB_SERVICE_PORT_SQL_MAIN=5432",
            ],
            ServiceVariables.Of([service], "shop", links: true).Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void Of_WithoutLinks_NamesOnlyTheApiServer()
    {
        var services = new[] { Service("default", "kubernetes", "10.0.0.1", new V1ServicePort { Port = 443 }), Service("default", "db", "10.0.0.2") };

        Assert.All(ServiceVariables.Of(services, "default", links: false).Keys, name => Assert.StartsWith("KUBERNETES_", name, StringComparison.Ordinal));
        Assert.Contains("DB_SERVICE_HOST", ServiceVariables.Of(services, "default", links: true).Keys);
        Assert.DoesNotContain("DB_SERVICE_HOST", ServiceVariables.Of(services, "shop", links: true).Keys);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("")]
    public void Of_ServiceWithoutAddress_IsLeftOut(string address) =>
        Assert.Empty(ServiceVariables.Of([Service("shop", "db", address, new V1ServicePort { Port = 1 })], "shop", links: true));

    [Fact]
    public void Of_OwnServiceNamedKubernetes_HidesTheApiServers()
    {
        var services = new[]
        {
            Service("shop", "kubernetes", "10.0.0.9", new V1ServicePort { Port = 1 }),
            Service("default", "kubernetes", "10.0.0.1", new V1ServicePort { Port = 443 }),
        };

        Assert.Equal("10.0.0.9", ServiceVariables.Of(services, "shop", links: true)["KUBERNETES_SERVICE_HOST"]);
    }

    [Fact]
    public void Of_SixthVersionAddress_IsInBracketsInUrls() => Assert.Equal(
        "tcp://[fd00::5]:80",
        ServiceVariables.Of([Service("shop", "web", "fd00::5", new V1ServicePort { Port = 80 })], "shop", links: true)["WEB_PORT"]);
}
