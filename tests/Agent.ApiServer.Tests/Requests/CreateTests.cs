using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Requests;

public sealed class CreateTests
{
    private readonly TestServer _server = new();

    [Fact]
    public void Create_Pod_HasServerFieldsDefaultsAndAdmission()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));

        Assert.Equal("2026-05-01T12:00:00Z", Text(pod, "metadata", "creationTimestamp"));
        Assert.Equal("1", Text(pod, "metadata", "generation"));
        Assert.Equal(36, Text(pod, "metadata", "uid").Length);
        Assert.Equal("default", Text(pod, "spec", "serviceAccountName"));
        Assert.Equal("Always", Text(pod, "spec", "restartPolicy"));
        Assert.Equal("0", Text(pod, "spec", "priority"));
        Assert.Equal("Pending", Text(pod, "status", "phase"));
        Assert.Equal("BestEffort", Text(pod, "status", "qosClass"));
        Assert.Equal(2, pod["spec"]!["tolerations"]!.AsArray().Count);
        var volume = pod["spec"]!["volumes"]![0]!["name"]!.ToString();
        Assert.StartsWith("kube-api-access-", volume, StringComparison.Ordinal);
        Assert.Equal(volume, pod["spec"]!["containers"]![0]!["volumeMounts"]![0]!["name"]!.ToString());
    }

    [Fact]
    public void Create_MirrorPod_HasNoServiceAccount()
    {
        var pod = _server.Create(Pods, "default", Pod("a").Replace(
            "\"labels\"", "\"annotations\":{\"kubernetes.io/config.mirror\":\"x\"},\"labels\"", StringComparison.Ordinal));

        Assert.Null(pod["spec"]!["serviceAccountName"]);
        Assert.Null(pod["spec"]!["volumes"]);
    }

    [Fact]
    public void Create_SameSeed_SameUids()
    {
        var first = Text(_server.Create(Pods, "default", Pod("a")), "metadata", "uid");

        Assert.Equal(first, Text(new TestServer().Create(Pods, "default", Pod("a")), "metadata", "uid"));
    }

    [Fact]
    public void Create_GenerateName_AddsFiveLetters()
    {
        var made = _server.Create(ConfigMaps, "default", """{"metadata":{"generateName":"cm-"}}""");

        Assert.Matches("^cm-[b-z0-9]{5}$", Text(made, "metadata", "name"));
    }

    [Fact]
    public void Create_UnknownFields_Survive()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a","future":{"x":[1.50]}},"beyond":{"y":1}}""");

        var made = _server.Get(ConfigMaps, "default", "a");
        Assert.Equal("""{"x":[1.50]}""", made["metadata"]!["future"]!.ToJsonString());
        Assert.Equal("""{"y":1}""", made["beyond"]!.ToJsonString());
    }

    [Fact]
    public void Create_Existing_Conflict()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");

        var status = _server.Refused(409, New(ConfigMaps, "default", """{"metadata":{"name":"a"}}"""));
        Assert.Equal(("AlreadyExists", "configmaps \"a\" already exists"), (status.Reason, status.Message));
        Assert.Equal(("configmaps", "a"), (status.Details?.Kind, status.Details?.Name));
    }

    [Theory]
    [InlineData("{", 400, "BadRequest")]
    [InlineData("[]", 400, "BadRequest")]
    [InlineData("""{"kind":"Pod","metadata":{"name":"a"}}""", 400, "BadRequest")]
    [InlineData("""{"metadata":{"name":"a","namespace":"other"}}""", 400, "BadRequest")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":"5"}}""", 400, "BadRequest")]
    [InlineData("""{"metadata":{}}""", 422, "Invalid")]
    [InlineData("""{"metadata":{"name":"Not_A_Name"}}""", 422, "Invalid")]
    [InlineData("""{"metadata":{"name":"a","labels":{"x":"not a value"}}}""", 422, "Invalid")]
    public void Create_Bad_IsRefusedWithReason(string json, int code, string reason) =>
        Assert.Equal(reason, _server.Refused(code, New(ConfigMaps, "default", json)).Reason);

    [Fact]
    public void Create_InvalidPod_NamesFieldAndCause()
    {
        var status = _server.Refused(422, New(Pods, "default", Pod("a").Replace("i:1", "", StringComparison.Ordinal)));

        Assert.StartsWith("Pod \"a\" is invalid: spec.containers[0].image: Required value", status.Message, StringComparison.Ordinal);
        Assert.Equal(("FieldValueRequired", "spec.containers[0].image"), (status.Details!.Causes![0].Reason, status.Details.Causes[0].Field));
    }

    [Fact]
    public void Create_NoNamespace_NotFound() =>
        Assert.Equal("namespaces \"none\" not found", _server.Refused(404, New(ConfigMaps, "none", """{"metadata":{"name":"a"}}""")).Message);

    [Fact]
    public void Create_UnknownResource_NotFound() =>
        Assert.Equal(
            "the server could not find the requested resource",
            _server.Refused(404, New(new ApiResource("x.io", "v1", "things", "Thing", true), "default", "{}")).Message);

    [Fact]
    public void Create_TooLarge_Refused() =>
        _server.Refused(413, New(ConfigMaps, "default", new string(' ', (3 * 1024 * 1024) + 1)));

    [Fact]
    public void Create_DryRun_KeepsNothing()
    {
        var made = _server.Ok(New(ConfigMaps, "default", """{"metadata":{"name":"a"}}""").With("dryRun", "All"));

        Assert.NotEqual("", Text(made, "metadata", "uid"));
        _server.Refused(404, ApiRequests.Get(ConfigMaps, "default", "a"));
    }

    [Fact]
    public void Create_Namespace_HasAccountAndCertificates()
    {
        var server = new TestServer(new AdmissionOptions { RootCertificates = "PEM" });
        var space = server.Create(Namespaces, null, """{"metadata":{"name":"team"}}""");

        Assert.Equal("Active", Text(space, "status", "phase"));
        server.Get(ServiceAccounts, "team", "default");
        Assert.Equal("PEM", Text(server.Get(ConfigMaps, "team", "kube-root-ca.crt"), "data", "ca.crt"));
    }

    [Fact]
    public void Create_Cluster_HasNamespacesAndService()
    {
        var names = _server.Ok(ApiRequests.List(Namespaces))["items"]!.AsArray().Select(n => n!["metadata"]!["name"]!.ToString());

        Assert.Equal(["default", "kube-node-lease", "kube-public", "kube-system"], names);
        Assert.Equal("10.96.0.1", Text(_server.Get(Services, "default", "kubernetes"), "spec", "clusterIP"));
    }

    [Fact]
    public void Create_Service_HasAddressOfItsOwn()
    {
        var first = Text(_server.Create(Services, "default", """{"metadata":{"name":"a"},"spec":{"ports":[{"port":80}]}}"""), "spec", "clusterIP");
        var second = _server.Create(Services, "default", """{"metadata":{"name":"b"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""");

        Assert.StartsWith("10.96.", first, StringComparison.Ordinal);
        Assert.NotEqual(first, Text(second, "spec", "clusterIP"));
        Assert.Equal(30000, (int)second["spec"]!["ports"]![0]!["nodePort"]!);
    }

    [Fact]
    public void Create_Deployment_DefaultsStrategyAndTemplate()
    {
        var deployment = _server.Create(new ApiResource("apps", "v1", "deployments", "Deployment", true), "default", """
            {"metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"app":"a"}},
            "template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """);

        Assert.Equal("1", Text(deployment, "spec", "replicas"));
        Assert.Equal("25%", Text(deployment, "spec", "strategy", "rollingUpdate", "maxSurge"));
        Assert.Equal("Always", Text(deployment, "spec", "template", "spec", "restartPolicy"));
    }

    [Fact]
    public void Create_SecretWithStringData_IsEncoded()
    {
        var secret = _server.Create(Secrets, "default", """{"metadata":{"name":"a"},"stringData":{"k":"v"}}""");

        Assert.Equal(("dg==", "Opaque"), (Text(secret, "data", "k"), Text(secret, "type")));
        Assert.Null(secret["stringData"]);
    }

    [Fact]
    public void Create_NodeWithStatus_KeepsItAndIsTainted()
    {
        var node = _server.Create(Nodes, null, """{"metadata":{"name":"n1"},"status":{"capacity":{"cpu":"2"}}}""");

        Assert.Equal("2", Text(node, "status", "capacity", "cpu"));
        Assert.Equal("node.kubernetes.io/not-ready", node["spec"]!["taints"]![0]!["key"]!.ToString());
    }

    [Fact]
    public void Create_NullFields_AreLeftOut() =>
        Assert.False(((JsonObject)_server.Create(ConfigMaps, "default", """{"metadata":{"name":"a","labels":null},"data":null}""")).ContainsKey("data"));
}
