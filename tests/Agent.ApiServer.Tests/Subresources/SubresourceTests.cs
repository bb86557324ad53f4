using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Subresources;

public sealed class SubresourceTests
{
    private static readonly ApiResource Budgets = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);
    private static readonly ApiResource ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", true);
    private static readonly ApiResource TokenReviews = new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", false);
    private static readonly ApiResource AccessReviews = new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);

    private readonly TestServer _server = new();

    [Fact]
    public void Binding_Pod_SetsNodeOnce()
    {
        _server.Create(Pods, "default", Pod("a"));
        var binding = New(Pods, "default", """{"apiVersion":"v1","kind":"Binding","target":{"kind":"Node","name":"n1"}}""", "a", "binding");

        Assert.Equal("Success", Text(_server.Ok(binding), "status"));
        var pod = _server.Get(Pods, "default", "a");
        Assert.Equal("n1", Text(pod, "spec", "nodeName"));
        Assert.Equal("PodScheduled", pod["status"]!["conditions"]![0]!["type"]!.ToString());
        Assert.Contains("already assigned", _server.Refused(409, binding).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Eviction_BudgetSpent_TooManyRequests()
    {
        Running("a");
        Running("b");
        _server.Create(Budgets, "default", """{"metadata":{"name":"pdb"},"spec":{"selector":{"matchLabels":{"app":"web"}}}}""");
        _server.Ok(Patch(Budgets, "default", "pdb", """{"status":{"disruptionsAllowed":1}}""", ApiContentTypes.MergePatch, "status"));

        _server.Ok(New(Pods, "default", "{}", "a", "eviction"));
        Assert.NotEqual("", Text(_server.Get(Pods, "default", "a"), "metadata", "deletionTimestamp"));
        var answer = _server.Send(New(Pods, "default", "{}", "b", "eviction"));
        Assert.Equal((429, TimeSpan.FromSeconds(10)), (answer.StatusCode, answer.RetryAfter));
        Assert.Equal("DisruptionBudget", _server.Refused(429, New(Pods, "default", "{}", "b", "eviction")).Details!.Causes![0].Reason);
    }

    [Fact]
    public void Token_BoundToPod_IsKnownUntilThePodIsGone()
    {
        var pod = _server.Create(Pods, "default", Pod("a"));
        var made = _server.Ok(New(
            ServiceAccounts,
            "default",
            $$$$$$"""{"spec":{"audiences":["aud"],"expirationSeconds":600,"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"a","uid":"{{{{{{Text(pod, "metadata", "uid")}}}}}}"}}}""",
            "default",
            "token"));
        Assert.Equal("2026-05-01T12:10:00Z", Text(made, "status", "expirationTimestamp"));
        var review = New(TokenReviews, null, $$$$$$"""{"spec":{"token":"{{{{{{Text(made, "status", "token")}}}}}}","audiences":["aud"]}}""");

        var known = _server.Ok(review);
        Assert.Equal("true", Text(known, "status", "authenticated"));
        Assert.Equal("system:serviceaccount:default:default", Text(known, "status", "user", "username"));
        _server.Ok(ApiRequests.Delete(Pods, "default", "a"));
        Assert.Equal("false", Text(_server.Ok(review), "status", "authenticated"));
    }

    [Fact]
    public void Token_Expired_IsUnknown()
    {
        var token = Text(_server.Ok(New(ServiceAccounts, "default", """{"spec":{"expirationSeconds":600}}""", "default", "token")), "status", "token");
        _server.Time.Now = _server.Time.Now.AddSeconds(600);

        Assert.Equal("false", Text(_server.Ok(New(TokenReviews, null, $$$$$$"""{"spec":{"token":"{{{{{{token}}}}}}"}}""")), "status", "authenticated"));
    }

    [Theory]
    [InlineData("""{"spec":{"expirationSeconds":599}}""", 422)]
    [InlineData("""{"spec":{"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"none"}}}""", 404)]
    [InlineData("""{"spec":{"boundObjectRef":{"kind":"Deployment","apiVersion":"apps/v1","name":"x"}}}""", 400)]
    public void Token_Bad_IsRefused(string json, int code) =>
        _server.Refused(code, New(ServiceAccounts, "default", json, "default", "token"));

    [Fact]
    public void Scale_ReplicaSet_ChangesReplicas()
    {
        _server.Create(ReplicaSets, "default", """
            {"metadata":{"name":"rs"},"spec":{"selector":{"matchLabels":{"app":"a"}},
            "template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """);
        var scale = _server.Ok(ApiRequests.Get(ReplicaSets, "default", "rs") with { Subresource = "scale" });
        Assert.Equal(("Scale", "app=a"), (Text(scale, "kind"), Text(scale, "status", "selector")));
        scale["spec"]!["replicas"] = 3;

        _server.Ok(Put(ReplicaSets, "default", "rs", scale, "scale"));
        Assert.Equal("3", Text(_server.Get(ReplicaSets, "default", "rs"), "spec", "replicas"));
        Assert.Equal("2", Text(_server.Get(ReplicaSets, "default", "rs"), "metadata", "generation"));
    }

    [Fact]
    public void AccessReview_Anybody_IsAllowed() =>
        Assert.Equal("true", Text(_server.Ok(New(AccessReviews, null, """{"spec":{"user":"x","resourceAttributes":{"verb":"get","resource":"pods"}}}""")), "status", "allowed"));

    private void Running(string name)
    {
        _server.Create(Pods, "default", Pod(name, "n1", """{"app":"web"}"""));
        _server.Ok(Patch(Pods, "default", name, """{"status":{"phase":"Running"}}""", ApiContentTypes.MergePatch, "status"));
    }
}
