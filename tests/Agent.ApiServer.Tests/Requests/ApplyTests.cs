using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Requests;

/// <summary>Server-side apply: the object that is there and the configuration become one, by the schema.</summary>
public sealed class ApplyTests
{
    private readonly TestServer _server = new();

    /// <summary>One number for two protocols: the list's keys are port and protocol, those of a strategic merge only the port.</summary>
    [Fact]
    public void Apply_PortsOfOneNumberAndTwoProtocols_StayTwo()
    {
        _server.Create(Services, "default", """
            {"metadata":{"name":"dns"},"spec":{"ports":[{"name":"udp","port":53,"protocol":"UDP"},{"name":"tcp","port":53}]}}
            """);

        Apply(Services, "dns", """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"dns"},"spec":{"ports":[{"name":"tcp-2","port":53,"protocol":"TCP"},{"name":"web","port":80}]}}
            """);

        Assert.Equal(
            ["udp 53/UDP", "tcp-2 53/TCP", "web 80/TCP"],
            _server.Get(Services, "default", "dns")["spec"]!["ports"]!.AsArray().Select(p => $"{p!["name"]} {p["port"]}/{p["protocol"]}"));
    }

    [Fact]
    public void Apply_MapsAndLists_AreMergedByTheirKind()
    {
        var pods = new ApiResource("apps", "v1", "deployments", "Deployment", true);
        _server.Create(pods, "default", """
            {"metadata":{"name":"web","labels":{"a":"1"},"finalizers":["example.com/one"]},"spec":{"selector":{"matchLabels":{"app":"web"}},
            "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"i:1","command":["x","y"],"env":[{"name":"A","value":"1"}]}]}}}}
            """);

        Apply(pods, "web", """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"b":"2"},"finalizers":["example.com/two"]},
            "spec":{"template":{"spec":{"containers":[{"name":"c","command":["z"],"env":[{"name":"B","value":"2"}]},{"name":"d","image":"j:1"}]}}}}
            """);

        var value = _server.Get(pods, "default", "web");
        var containers = value["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        Assert.Equal(("1", "2"), (Text(value, "metadata", "labels", "a"), Text(value, "metadata", "labels", "b")));
        Assert.Equal(2, value["metadata"]!["finalizers"]!.AsArray().Count);
        Assert.Equal(("i:1", "j:1"), ((string?)containers[0]!["image"], (string?)containers[1]!["image"]));
        Assert.Equal(["z"], containers[0]!["command"]!.AsArray().Select(c => (string?)c));
        Assert.Equal(["A", "B"], containers[0]!["env"]!.AsArray().Select(e => (string?)e!["name"]));
    }

    private void Apply(ApiResource resource, string name, string configuration) =>
        _server.Ok(Patch(resource, "default", name, configuration, ApiContentTypes.ApplyPatch));
}
