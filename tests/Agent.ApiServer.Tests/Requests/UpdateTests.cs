using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Requests;

public sealed class UpdateTests
{
    private readonly TestServer _server = new();

    [Fact]
    public void Update_StaleVersion_Conflict()
    {
        var old = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"},"data":{"k":"1"}}""");
        var next = (JsonObject)old.DeepClone();
        next["data"]!["k"] = "2";
        _server.Ok(Put(ConfigMaps, "default", "a", next));

        var status = _server.Refused(409, Put(ConfigMaps, "default", "a", next));
        Assert.Equal("Conflict", status.Reason);
        Assert.Contains("the object has been modified", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_NothingChanged_KeepsVersion()
    {
        var old = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"},"data":{"a":"1","b":"2"}}""");
        var same = (JsonObject)old.DeepClone();
        same["data"] = new JsonObject { ["b"] = "2", ["a"] = "1" };

        Assert.Equal(Text(old, "metadata", "resourceVersion"), Text(_server.Ok(Put(ConfigMaps, "default", "a", same)), "metadata", "resourceVersion"));
    }

    [Fact]
    public void Update_ServerFields_AreKept()
    {
        var old = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");

        var next = _server.Ok(New(ConfigMaps, "default", """{"metadata":{"name":"a","creationTimestamp":"2000-01-01T00:00:00Z"},"data":{"x":"y"}}""") with
        {
            Verb = ApiVerb.Update,
            Name = "a",
        });

        Assert.Equal(Text(old, "metadata", "uid"), Text(next, "metadata", "uid"));
        Assert.Equal("2026-05-01T12:00:00Z", Text(next, "metadata", "creationTimestamp"));
    }

    [Fact]
    public void Update_OtherUid_Conflict()
    {
        var old = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");
        old["metadata"]!["uid"] = "another";

        Assert.Contains("Precondition failed: UID", _server.Refused(409, Put(ConfigMaps, "default", "a", old)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_Main_IgnoresStatusAndCountsGeneration()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));
        pod["status"]!["phase"] = "Running";
        pod["spec"]!["containers"]![0]!["image"] = "i:2";

        var next = _server.Ok(Put(Pods, "default", "a", pod));
        Assert.Equal(("Pending", "2"), (Text(next, "status", "phase"), Text(next, "metadata", "generation")));
    }

    [Fact]
    public void Update_Status_IgnoresSpecAndKeepsGeneration()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));
        pod["status"]!["phase"] = "Running";
        pod["spec"]!["containers"]![0]!["image"] = "i:2";
        pod["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = "u" });

        var next = _server.Ok(Put(Pods, "default", "a", pod, "status"));
        Assert.Equal(("Running", "1"), (Text(next, "status", "phase"), Text(next, "metadata", "generation")));
        Assert.Equal("i:1", next["spec"]!["containers"]![0]!["image"]!.ToString());
        Assert.Null(next["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public void Update_PodSpec_IsRefused()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));
        pod["spec"]!["hostname"] = "other";

        Assert.Contains("pod updates may not change fields", _server.Refused(422, Put(Pods, "default", "a", pod)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_Lease_NeedsVersionAndMakesMissing()
    {
        var lease = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "n1" }, ["spec"] = new JsonObject { ["holderIdentity"] = "n1" } };

        Assert.Equal(201, _server.Send(Put(Leases, "kube-node-lease", "n1", lease)).StatusCode);
        _server.Refused(422, Put(Leases, "kube-node-lease", "n1", lease));
    }

    [Fact]
    public void Patch_Merge_RemovesWithNull()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"},"data":{"a":"1","b":"2"}}""");

        var next = _server.Ok(Patch(ConfigMaps, "default", "a", """{"data":{"a":null,"c":"3"}}""", ApiContentTypes.MergePatch));
        Assert.Equal("""{"b":"2","c":"3"}""", next["data"]!.ToJsonString());
    }

    [Fact]
    public void Patch_StrategicStatus_MergesConditionsByType()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));
        _server.Ok(Patch(Pods, "default", "a", """{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""", ApiContentTypes.StrategicMergePatch, "status"));

        var next = _server.Ok(Patch(
            Pods,
            "default",
            "a",
            """{"metadata":{"uid":null},"status":{"phase":"Running","conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"True"}]}}""",
            ApiContentTypes.StrategicMergePatch,
            "status"));
        Assert.Equal(
            ["Initialized=True", "Ready=True"],
            next["status"]!["conditions"]!.AsArray().Select(c => $"{c!["type"]}={c["status"]}").Order(StringComparer.Ordinal));
        Assert.Equal("Running", Text(next, "status", "phase"));
    }

    [Fact]
    public void Patch_WrongUid_Conflict()
    {
        _server.Create(Pods, "default", Pod("a"));

        _server.Refused(409, Patch(Pods, "default", "a", """{"metadata":{"uid":"other"},"status":{"phase":"Failed"}}""", ApiContentTypes.StrategicMergePatch, "status"));
    }

    [Fact]
    public void Patch_UnknownType_Unsupported() => Assert.Equal(
        "UnsupportedMediaType",
        _server.Refused(415, Patch(Namespaces, null, "default", "{}", "text/plain")).Reason);

    [Fact]
    public void Resize_Pod_ChangesResourcesOnly()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));
        pod["spec"]!["containers"]![0]!["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "1" } };
        pod["spec"]!["containers"]![0]!["image"] = "i:9";

        var next = _server.Ok(Put(Pods, "default", "a", pod, "resize"));
        Assert.Equal("1", next["spec"]!["containers"]![0]!["resources"]!["requests"]!["cpu"]!.ToString());
        Assert.Equal("i:1", next["spec"]!["containers"]![0]!["image"]!.ToString());
        Assert.Equal("2", Text(next, "metadata", "generation"));
    }
}
