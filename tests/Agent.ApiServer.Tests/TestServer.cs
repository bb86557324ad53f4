using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Store;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Tests;

/// <summary>An API server on a manual clock and a fixed seed, with short ways to ask it.</summary>
internal sealed class TestServer
{
    public TestServer(AdmissionOptions? admission = null, Func<StoreOptions, StoreOptions>? store = null)
    {
        var options = new StoreOptions { Time = Time, Random = new Random(1) };
        Api = new StoreApiServer(new StoreApiServerOptions
        {
            Store = store is null ? options : store(options),
            Admission = admission ?? new AdmissionOptions(),
        });
    }

    public ManualTime Time { get; } = new();

    public StoreApiServer Api { get; }

    public ApiResponse Send(ApiRequest request)
    {
        var answer = Api.SendAsync(request, CancellationToken.None);
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.Result;
    }

    public JsonObject Ok(ApiRequest request)
    {
        var answer = Send(request);
        Assert.True(answer.IsSuccess, Encoding.UTF8.GetString(answer.Body.Span));
        return Tree(answer);
    }

    public V1Status Refused(int code, ApiRequest request)
    {
        var answer = Send(request);
        Assert.Equal(code, answer.StatusCode);
        var status = answer.Read<V1Status>();
        Assert.Equal((code, "Failure", "Status"), (status.Code, status.Status, status.Kind));
        return status;
    }

    public JsonObject Create(ApiResource resource, string? space, string json) => Ok(New(resource, space, json));

    public JsonObject Get(ApiResource resource, string? space, string name) => Ok(ApiRequests.Get(resource, space, name));

    public IApiWatch Watch(ApiRequest request)
    {
        var answer = Api.WatchAsync(request, CancellationToken.None);
        Assert.True(answer.IsCompletedSuccessfully);
        Assert.NotNull(answer.Result.Watch);
        return answer.Result.Watch;
    }

    public static IReadOnlyList<WatchFrame> Next(IApiWatch watch)
    {
        var next = watch.NextAsync(CancellationToken.None);
        Assert.True(next.IsCompletedSuccessfully, "nothing has come");
        return next.Result;
    }

    public static ApiRequest New(ApiResource resource, string? space, string json, string? name = null, string? subresource = null) => new()
    {
        Verb = ApiVerb.Create,
        Resource = resource,
        Namespace = space,
        Name = name,
        Subresource = subresource,
        Body = Encoding.UTF8.GetBytes(json),
    };

    public static ApiRequest Put(ApiResource resource, string? space, string name, JsonObject value, string? subresource = null) => new()
    {
        Verb = ApiVerb.Update,
        Resource = resource,
        Namespace = space,
        Name = name,
        Subresource = subresource,
        Body = Encoding.UTF8.GetBytes(value.ToJsonString()),
    };

    public static ApiRequest Patch(
        ApiResource resource, string? space, string name, string json, string contentType, string? subresource = null) =>
        ApiRequests.Patch(resource, space, name, Encoding.UTF8.GetBytes(json), contentType, subresource);

    public static ApiRequest WatchOf(ApiRequest list, string? resourceVersion = null)
    {
        var watch = (list with { Verb = ApiVerb.Watch }).With("watch", "true");
        return resourceVersion is null ? watch : watch.With("resourceVersion", resourceVersion);
    }

    public static JsonObject Tree(ApiResponse answer) => (JsonObject)JsonNode.Parse(answer.Body.Span)!;

    public static JsonObject Tree(WatchFrame frame) => (JsonObject)JsonNode.Parse(frame.Object.Span)!;

    public static string Pod(string name, string? node = null, string labels = "{}")
    {
        var nodeName = node is null ? "" : $"\"nodeName\":\"{node}\",";
        return $$$$$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{{name}}}}}}","labels":{{{{{{labels}}}}}}},"spec":{{{{{{{nodeName}}}}}}"containers":[{"name":"c","image":"i:1"}]}}""";
    }

    public static string Text(JsonObject value, params string[] path) =>
        path.Aggregate((JsonNode?)value, (node, name) => node?[name])?.ToString() ?? "";
}
