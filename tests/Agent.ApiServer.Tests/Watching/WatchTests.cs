using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Watching;

public sealed class WatchTests
{
    private static readonly ApiRequest OfNode = ApiRequests.List(Pods, fieldSelector: "spec.nodeName=n1");

    private readonly TestServer _server = new(store: o => o with { HistoryPerResource = 8, WatchQueue = 4 });

    [Fact]
    public void Watch_FromVersion_CatchesUp()
    {
        var version = Text(_server.Ok(OfNode), "metadata", "resourceVersion");
        _server.Create(Pods, "default", Pod("a", "n1"));
        _server.Create(Pods, "default", Pod("b", "n2"));
        using var watch = _server.Watch(WatchOf(OfNode, version));

        var frame = Assert.Single(Next(watch));
        Assert.Equal((WatchEventKind.Added, "a"), (frame.Kind, Text(Tree(frame), "metadata", "name")));
    }

    [Fact]
    public void Watch_WithoutVersion_BeginsWithWhatIs()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));
        using var watch = _server.Watch(WatchOf(OfNode));

        Assert.Equal(WatchEventKind.Added, Assert.Single(Next(watch)).Kind);
    }

    [Fact]
    public async Task Watch_BoundPod_IsAdded()
    {
        _server.Create(Pods, "default", Pod("a"));
        using var watch = _server.Watch(WatchOf(OfNode));
        var next = watch.NextAsync(CancellationToken.None);
        Assert.False(next.IsCompleted);

        _server.Ok(New(Pods, "default", """{"target":{"kind":"Node","name":"n1"}}""", "a", "binding"));
        Assert.True(next.IsCompletedSuccessfully);
        Assert.Equal(WatchEventKind.Added, Assert.Single(await next).Kind);
    }

    [Fact]
    public void Watch_NoLongerSelected_IsDeletedWithLastState()
    {
        var list = ApiRequests.List(ConfigMaps, "default", labelSelector: "x=1");
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a","labels":{"x":"1"}}}""");
        using var watch = _server.Watch(WatchOf(list, Text(_server.Ok(list), "metadata", "resourceVersion")));
        var changed = _server.Ok(Patch(ConfigMaps, "default", "a", """{"metadata":{"labels":{"x":"2"}}}""", ApiContentTypes.MergePatch));

        var frame = Assert.Single(Next(watch));
        Assert.Equal(WatchEventKind.Deleted, frame.Kind);
        Assert.Equal("1", Text(Tree(frame), "metadata", "labels", "x"));
        Assert.Equal(Text(changed, "metadata", "resourceVersion"), Text(Tree(frame), "metadata", "resourceVersion"));
    }

    [Fact]
    public void Watch_ManyWatchers_ShareOneFrame()
    {
        using var first = _server.Watch(WatchOf(OfNode));
        using var second = _server.Watch(WatchOf(ApiRequests.List(Pods)));
        _server.Create(Pods, "default", Pod("a", "n1"));

        Assert.Same(Assert.Single(Next(first)), Assert.Single(Next(second)));
    }

    [Fact]
    public void Watch_TenThousandNodes_OnlyTheOneConcernedIsTouched()
    {
        var watches = Enumerable.Range(0, 10_000)
            .Select(i => _server.Watch(WatchOf(ApiRequests.List(Pods, fieldSelector: $"spec.nodeName=n{i}"), "1")))
            .ToList();
        var waiting = watches.Select(w => w.NextAsync(CancellationToken.None)).ToList();
        _server.Create(Pods, "default", Pod("a", "n7000"));

        Assert.Equal([7000], Enumerable.Range(0, waiting.Count).Where(i => waiting[i].IsCompleted));
        watches.ForEach(w => w.Dispose());
        Assert.Equal(0, _server.Api.Store.WatcherCount);
    }

    [Fact]
    public void Watch_ByName_SeesItsObjectOnly()
    {
        using var watch = _server.Watch(WatchOf(ApiRequests.List(ConfigMaps, "default", fieldSelector: "metadata.name=a"), "1"));
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"b"}}""");
        _server.Create(ConfigMaps, "kube-system", """{"metadata":{"name":"a"}}""");
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");

        Assert.Equal("default", Text(Tree(Assert.Single(Next(watch))), "metadata", "namespace"));
    }

    [Fact]
    public void Watch_TooOld_ErrorThenEnd()
    {
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");
        var version = _server.Api.Store.Version;
        for (var i = 0; i < 20; i++)
        {
            _server.Ok(Patch(ConfigMaps, "default", "a", $$$$$$"""{"data":{"k":"{{{{{{i}}}}}}"}}""", ApiContentTypes.MergePatch));
        }

        using var watch = _server.Watch(WatchOf(ApiRequests.List(ConfigMaps), version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var error = Assert.Single(Next(watch));
        Assert.Equal((WatchEventKind.Error, "410", "Expired"), (error.Kind, Text(Tree(error), "code"), Text(Tree(error), "reason")));
        Assert.Empty(Next(watch));
    }

    [Fact]
    public void Watch_SlowReader_IsCutOff()
    {
        using var watch = _server.Watch(WatchOf(ApiRequests.List(ConfigMaps, "default"), "1"));
        _server.Create(ConfigMaps, "default", """{"metadata":{"name":"a"}}""");
        for (var i = 0; i < 10; i++)
        {
            _server.Ok(Patch(ConfigMaps, "default", "a", $$$$$$"""{"data":{"k":"{{{{{{i}}}}}}"}}""", ApiContentTypes.MergePatch));
        }

        Assert.Equal(WatchEventKind.Error, Assert.Single(Next(watch)).Kind);
        Assert.Empty(Next(watch));
        Assert.Equal(0, _server.Api.Store.WatcherCount);
    }

    [Fact]
    public void Pulse_Minute_SendsBookmark()
    {
        using var watch = _server.Watch(WatchOf(OfNode, "5").With("allowWatchBookmarks", "true"));
        Assert.Equal(_server.Time.Now.AddMinutes(1), _server.Api.NextPulse);
        _server.Time.Now = _server.Time.Now.AddMinutes(1);
        _server.Api.Pulse();

        var frame = Assert.Single(Next(watch));
        Assert.Equal((WatchEventKind.Bookmark, "Pod"), (frame.Kind, Text(Tree(frame), "kind")));
        Assert.Equal(StoredObject.VersionText(_server.Api.Store.Version), Text(Tree(frame), "metadata", "resourceVersion"));
    }

    [Fact]
    public async Task Pulse_Timeout_EndsWatch()
    {
        using var watch = _server.Watch(WatchOf(OfNode, "5").With("timeoutSeconds", "30"));
        var next = watch.NextAsync(CancellationToken.None);
        _server.Time.Now = _server.Time.Now.AddSeconds(30);
        _server.Api.Pulse();

        Assert.True(next.IsCompletedSuccessfully);
        Assert.Empty(await next);
        Assert.Equal(0, _server.Api.Store.WatcherCount);
    }

    [Fact]
    public void Watch_SendInitialEvents_EndsThemWithBookmark()
    {
        _server.Create(Pods, "default", Pod("a", "n1"));
        using var watch = _server.Watch(WatchOf(OfNode)
            .With("sendInitialEvents", "true").With("resourceVersionMatch", "NotOlderThan").With("allowWatchBookmarks", "true"));

        var frames = Next(watch);
        Assert.Equal([WatchEventKind.Added, WatchEventKind.Bookmark], frames.Select(f => f.Kind));
        Assert.Equal("true", Text(Tree(frames[1]), "metadata", "annotations", "k8s.io/initial-events-end"));
    }

    [Fact]
    public async Task Next_Cancelled_IsCancelled()
    {
        using var watch = _server.Watch(WatchOf(OfNode, "5"));
        using var given = new CancellationTokenSource();
        var next = watch.NextAsync(given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public void Pulse_OldEvent_IsGone()
    {
        _server.Create(Events, "default", """{"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"a"},"reason":"Started"}""");
        Assert.Single(_server.Ok(ApiRequests.List(Events, null, "involvedObject.name=a,reason=Started"))["items"]!.AsArray());
        _server.Time.Now = _server.Time.Now.AddHours(1);
        _server.Api.Pulse();

        Assert.Empty(_server.Ok(ApiRequests.List(Events))["items"]!.AsArray());
    }
}
