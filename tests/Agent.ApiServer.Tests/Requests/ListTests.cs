using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Requests;

public sealed class ListTests
{
    private readonly TestServer _server = new(store: o => o with { HistoryPerResource = 8 });

    [Fact]
    public void List_All_IsInOrderOfNamespaceAndName()
    {
        _server.Create(Pods, "kube-system", Pod("a"));
        _server.Create(Pods, "default", Pod("b"));
        _server.Create(Pods, "default", Pod("a"));

        Assert.Equal(["default/a", "default/b", "kube-system/a"], Names(ApiRequests.List(Pods)));
        Assert.Equal(["default/a", "default/b"], Names(ApiRequests.List(Pods, "default")));
    }

    [Theory]
    [InlineData("spec.nodeName=n1", null, "default/a")]
    [InlineData("spec.nodeName!=n1", null, "default/b")]
    [InlineData("spec.nodeName=", null, "default/b")]
    [InlineData("metadata.name=b", null, "default/b")]
    [InlineData("status.phase=Pending,metadata.name=a", null, "default/a")]
    [InlineData(null, "app=web", "default/a")]
    [InlineData(null, "app in (web, db),!legacy", "default/a")]
    [InlineData(null, "app notin (web)", "default/b")]
    [InlineData(null, "app", "default/a")]
    public void List_Selected_IsWhatMatches(string? fields, string? labels, string expected)
    {
        _server.Create(Pods, "default", Pod("a", "n1", """{"app":"web"}"""));
        _server.Create(Pods, "default", Pod("b"));

        Assert.Equal([expected], Names(ApiRequests.List(Pods, "default", fields, labels)));
    }

    [Fact]
    public void List_UnknownField_IsRefused() =>
        Assert.Contains("field label not supported: spec.x", _server.Refused(400, ApiRequests.List(Pods, null, "spec.x=1")).Message, StringComparison.Ordinal);

    [Fact]
    public void List_Pages_ShowOneMoment()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            _server.Create(ConfigMaps, "kube-public", $$$$$$"""{"metadata":{"name":"{{{{{{name}}}}}}"}}""");
        }

        var first = _server.Ok(ApiRequests.List(ConfigMaps, "kube-public").With("limit", "2"));
        Assert.Equal(2, (int)first["metadata"]!["remainingItemCount"]!);
        _server.Ok(ApiRequests.Delete(ConfigMaps, "kube-public", "c"));

        var rest = _server.Ok(ApiRequests.List(ConfigMaps, "kube-public").With("limit", "2").With("continue", Text(first, "metadata", "continue")));
        Assert.Equal(["c", "kube-root-ca.crt"], rest["items"]!.AsArray().Select(i => i!["metadata"]!["name"]!.ToString()));
        Assert.Equal(Text(first, "metadata", "resourceVersion"), Text(rest, "metadata", "resourceVersion"));
    }

    [Fact]
    public void List_ContinueTooOld_Gone()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");
        var first = _server.Ok(ApiRequests.List(ConfigMaps).With("limit", "1"));
        for (var i = 0; i < 20; i++)
        {
            _server.Ok(Patch(ConfigMaps, "default", "a", $$$$$$"""{"data":{"k":"{{{{{{i}}}}}}"}}""", ApiContentTypes.MergePatch));
        }

        Assert.Equal("Expired", _server.Refused(410, ApiRequests.List(ConfigMaps).With("continue", Text(first, "metadata", "continue"))).Reason);
    }

    [Fact]
    public void Get_VersionNotReached_Timeout() =>
        Assert.Equal("ResourceVersionTooLarge", _server.Refused(504, ApiRequests.Get(Namespaces, null, "default", "999999")).Details!.Causes![0].Reason);

    [Fact]
    public void Get_Missing_NotFound()
    {
        var status = _server.Refused(404, ApiRequests.Get(Leases, "default", "x"));

        Assert.Equal("leases.coordination.k8s.io \"x\" not found", status.Message);
        Assert.Equal("coordination.k8s.io", status.Details!.Group);
    }

    private IEnumerable<string> Names(ApiRequest request) =>
        _server.Ok(request)["items"]!.AsArray().Select(i => $"{i!["metadata"]!["namespace"]}/{i["metadata"]!["name"]}");
}
