using System.Text;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Microsoft.AspNetCore.Http;

namespace Agent.Kubernetes.Tests.Client;

public sealed class HttpWatchTests
{
    private static readonly ApiRequest WatchPods = ApiRequests.Watch(ApiRequests.List(KubernetesResources.Pods), "1", TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Next_Events_ComeInOrderAndThenTheOrderlyEnd()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync("""
            {"type":"ADDED","object":{"metadata":{"name":"a"}}}
            {"type":"MODIFIED","object":{"metadata":{"name":"b"}}}
            {"type":"DELETED","object":{"metadata":{"name":"c"}}}
            {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}
            {"type":"ERROR","object":{"kind":"Status","code":410}}

            """));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;

        var frames = await ReadAll(watch);

        Assert.Equal(
            [WatchEventKind.Added, WatchEventKind.Modified, WatchEventKind.Deleted, WatchEventKind.Bookmark, WatchEventKind.Error],
            frames.Select(frame => frame.Kind));
        Assert.Equal("""{"metadata":{"resourceVersion":"9"}}""", Encoding.UTF8.GetString(frames[3].Object.Span));
        Assert.Empty(await watch.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Next_SlowServer_GivesEachEventWhenItIsWhole()
    {
        var step = new SemaphoreSlim(0);
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            foreach (var piece in new[] { """{"type":"ADDED","obj""", """ect":{"x":"\""", "\"}\"", "}}", "\n{" })
            {
                await context.Response.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
                await step.WaitAsync();
            }

            await context.Response.WriteAsync("""  "type":"ADDED","object":{}}""");
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;
        var next = watch.NextAsync(CancellationToken.None);
        step.Release(2);
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromMilliseconds(200)));

        step.Release(1);
        Assert.Equal("""{"x":"\"}"}""", Encoding.UTF8.GetString((await next)[0].Object.Span));
        step.Release(2);
        Assert.Equal("{}", Encoding.UTF8.GetString((await watch.NextAsync(CancellationToken.None))[0].Object.Span));
        Assert.Empty(await watch.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Next_LargeObject_IsWhole()
    {
        var text = new string('ä', 1 << 20);
        await using var server = await TestApiServer.StartAsync(context =>
            context.Response.WriteAsync($$$"""{"object":{"metadata":{"name":"{{{text}}}"}},"type":"ADDED"}"""));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;

        var frames = await watch.NextAsync(CancellationToken.None);

        Assert.Equal(text, KubernetesJson.Deserialize<V1Pod>(frames.Single().Object.Span).Metadata.Name);
    }

    [Theory]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"type":"ADDED","obj""", "ended within an event")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"type":"CHANGED","object":{}}""", "\"CHANGED\" is none of ADDED")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}<html>""", "begins with '{'")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"type":"ADDED"}""", "no object")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"object":{}}""", "no type")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"type":"ADDED","object":[]}""", "object of an event is none")]
    [InlineData("""{"type":"ADDED","object":{"a":1}}{"type":"ADDED","object":{"password" hunter2}}""", "no JSON")]
    public async Task Next_StreamThatIsNoWatch_GivesWhatCameBeforeAndFails(string stream, string why)
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(stream));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;

        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString((await watch.NextAsync(CancellationToken.None)).Single().Object.Span));
        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => watch.NextAsync(CancellationToken.None));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_ConnectionKilled_Fails()
    {
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"type":"ADDED","object":{}}""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;

        await Assert.ThrowsAsync<ApiConnectionException>(() => ReadAll(watch));
    }

    [Fact]
    public async Task Watch_Refused_IsTheAnswer()
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = 410;
            return context.Response.WriteAsync("""{"kind":"Status","reason":"Expired","code":410,"message":"too old"}""");
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());

        var result = await client.WatchAsync(WatchPods, CancellationToken.None);

        Assert.Null(result.Watch);
        Assert.Equal("Expired", ApiStatus.Parse(result.Refusal!).Reason);
    }

    [Fact]
    public async Task Next_EventOverTheBound_Fails()
    {
        await using var server = await TestApiServer.StartAsync(context =>
            context.Response.WriteAsync($$$"""{"type":"ADDED","object":{"a":"{{{new string('x', 1000)}}}"}}"""));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions { MaxResponseBytes = 1000 });
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => watch.NextAsync(CancellationToken.None));

        Assert.Contains("more than 1000 bytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_WhileReading_EndsTheReadAndTheRequest(bool byToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        using var cancel = new CancellationTokenSource();
        var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;
        var next = watch.NextAsync(cancel.Token);

        if (byToken)
        {
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        }

        watch.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => watch.NextAsync(CancellationToken.None));
    }

    private static async Task<List<WatchFrame>> ReadAll(IApiWatch watch)
    {
        var all = new List<WatchFrame>();
        while (await watch.NextAsync(CancellationToken.None) is { Count: > 0 } frames)
        {
            all.AddRange(frames);
        }

        return all;
    }
}
