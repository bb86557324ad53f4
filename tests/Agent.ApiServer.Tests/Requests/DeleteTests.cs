using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Requests;

public sealed class DeleteTests
{
    private readonly TestServer _server = new();

    [Fact]
    public void Delete_ScheduledPod_IsMarkedAndStays()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));

        var marked = _server.Ok(ApiRequests.Delete(Pods, "default", "a"));
        Assert.Equal("2026-05-01T12:00:30Z", Text(marked, "metadata", "deletionTimestamp"));
        Assert.Equal("30", Text(marked, "metadata", "deletionGracePeriodSeconds"));
        Assert.Equal("2", Text(marked, "metadata", "generation"));
    }

    [Fact]
    public void Delete_ShorterGrace_MovesTheEndForward()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));
        _server.Ok(ApiRequests.Delete(Pods, "default", "a"));

        var marked = _server.Ok(ApiRequests.Delete(Pods, "default", "a", graceSeconds: 5));
        Assert.Equal("2026-05-01T12:00:05Z", Text(marked, "metadata", "deletionTimestamp"));
        var longer = _server.Ok(ApiRequests.Delete(Pods, "default", "a", graceSeconds: 60));
        Assert.Equal("5", Text(longer, "metadata", "deletionGracePeriodSeconds"));
    }

    [Fact]
    public void Delete_GraceZero_GoesAtOnce()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));

        _server.Ok(ApiRequests.Delete(Pods, "default", "a", graceSeconds: 0));
        _server.Refused(404, ApiRequests.Get(Pods, "default", "a"));
    }

    [Fact]
    public void Delete_UnscheduledPod_GoesAtOnce()
    {
        _server.Create(Pods, "default", Pod("a"));

        _server.Ok(ApiRequests.Delete(Pods, "default", "a"));
        _server.Refused(404, ApiRequests.Get(Pods, "default", "a"));
    }

    [Fact]
    public void Delete_OtherUid_Conflict()
    {
        _server.Create(Pods, "default", Pod("a"));

        Assert.Equal("Conflict", _server.Refused(409, ApiRequests.Delete(Pods, "default", "a", uid: "other")).Reason);
    }

    [Fact]
    public void Delete_WithFinalizer_GoesWhenItIsTakenOff()
    {
        var map = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a","finalizers":["x.io/hold"]}}""");
        var marked = _server.Ok(ApiRequests.Delete(ConfigMaps, "default", "a"));
        Assert.NotEqual("", Text(marked, "metadata", "deletionTimestamp"));

        _server.Ok(Patch(ConfigMaps, "default", "a", """{"metadata":{"finalizers":null}}""", ApiContentTypes.MergePatch));
        _server.Refused(404, ApiRequests.Get(ConfigMaps, "default", "a"));
        Assert.NotNull(map);
    }

    [Fact]
    public void Delete_AtOnce_AnswersSuccessWithUid()
    {
        var map = _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");

        var status = _server.Ok(ApiRequests.Delete(ConfigMaps, "default", "a"));
        Assert.Equal(("Success", Text(map, "metadata", "uid")), (Text(status, "status"), Text(status, "details", "uid")));
    }

    [Fact]
    public void Delete_Namespace_TerminatesAndRefusesNewContent()
    {
        _server.Create(Namespaces, null, """{"metadata":{"name":"team"}}""");
        var space = _server.Ok(ApiRequests.Delete(Namespaces, null, "team"));

        Assert.Equal("Terminating", Text(space, "status", "phase"));
        var status = _server.Refused(403, New(ConfigMaps, "team", """{"metadata":{"name":"a"}}"""));
        Assert.Equal("NamespaceTerminating", status.Details!.Causes![0].Reason);

        space["spec"]!["finalizers"] = new JsonArray();
        _server.Ok(Put(Namespaces, null, "team", space, "finalize"));
        _server.Refused(404, ApiRequests.Get(Namespaces, null, "team"));
    }

    [Fact]
    public void DeleteCollection_Selected_GoAlone()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a","labels":{"x":"1"}}}""");
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"b"}}""");

        _server.Ok(ApiRequests.List(ConfigMaps, "default", labelSelector: "x=1") with { Verb = ApiVerb.DeleteCollection });
        _server.Refused(404, ApiRequests.Get(ConfigMaps, "default", "a"));
        _server.Get(ConfigMaps, "default", "b");
    }
}
