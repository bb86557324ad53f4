using System.Collections.Concurrent;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Microsoft.AspNetCore.Http;

namespace Agent.Kubernetes.Tests.Client;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly ApiRequest GetPod = ApiRequests.Get(KubernetesResources.Pods, "default", "web");
    private static readonly ApiRequest GetLease =
        ApiRequests.Get(KubernetesResources.Leases, "kube-node-lease", "n1") with { Connection = ApiConnection.Heartbeat };
    private static readonly ApiRequest WatchPods = ApiRequests.Watch(ApiRequests.List(KubernetesResources.Pods), "1", TimeSpan.FromMinutes(5));
    private static readonly HttpApiServerOptions QuickPings = new() { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Heartbeat_SharedConnectionStuck_GoesThrough()
    {
        await using var server = await TestApiServer.StartAsync(context => Task.CompletedTask);
        using var relay = new TestRelay(server.Port);
        using var client = new HttpApiServer(TestApiServer.AccessTo(relay.Port), new HttpApiServerOptions());
        await client.SendAsync(GetPod, CancellationToken.None);
        relay.Freeze();
        using var cancel = new CancellationTokenSource();
        var stuck = client.SendAsync(GetPod, cancel.Token);

        var heartbeat = await client.SendAsync(GetLease, CancellationToken.None).WaitAsync(Deadline);

        Assert.Equal(200, heartbeat.StatusCode);
        Assert.False(stuck.IsCompleted);
        Assert.Equal(2, relay.Connections);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck);
    }

    [Fact]
    public async Task ResetHeartbeatConnections_ConnectionStuck_NextGoesOverANewOne()
    {
        await using var server = await TestApiServer.StartAsync(context => Task.CompletedTask);
        using var relay = new TestRelay(server.Port);
        using var client = new HttpApiServer(TestApiServer.AccessTo(relay.Port), new HttpApiServerOptions());
        await client.SendAsync(GetLease, CancellationToken.None);
        await client.SendAsync(GetPod, CancellationToken.None);
        relay.Freeze();

        client.ResetHeartbeatConnections();

        Assert.Equal(200, (await client.SendAsync(GetLease, CancellationToken.None).WaitAsync(Deadline)).StatusCode);
        Assert.Equal(3, relay.Connections);
    }

    [Fact]
    public async Task Watch_ServerFallsSilent_IsFoundByPings()
    {
        await using var server = await TestApiServer.StartAsync(StreamForEver);
        using var relay = new TestRelay(server.Port);
        using var client = new HttpApiServer(TestApiServer.AccessTo(relay.Port), QuickPings);
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;
        var next = watch.NextAsync(CancellationToken.None);
        relay.Freeze();

        await Assert.ThrowsAsync<ApiConnectionException>(() => next.WaitAsync(Deadline));

        // And the next watch goes over a new connection.
        using var again = (await client.WatchAsync(WatchPods, CancellationToken.None).WaitAsync(Deadline)).Watch;
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Watch_QuietServerThatAnswersPings_Stays()
    {
        await using var server = await TestApiServer.StartAsync(StreamForEver);
        using var client = new HttpApiServer(server.Access, QuickPings);
        using var watch = (await client.WatchAsync(WatchPods, CancellationToken.None)).Watch!;
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(4));

        // Longer than both ping times: only the caller ends it.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.NextAsync(time.Token));
    }

    [Fact]
    public async Task Watch_ManyOnOneClient_AllHearAndFewConnectionsCarryThem()
    {
        const int Count = 300;
        var connections = new ConcurrentDictionary<string, bool>();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            connections[context.Connection.Id] = true;
            await context.Response.Body.FlushAsync();
            await go.Task;
            await context.Response.WriteAsync($$$"""{"type":"ADDED","object":{"metadata":{"name":"{{{context.Request.Query["fieldSelector"]}}}"}} }""");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions());
        var watches = await Task.WhenAll(Enumerable.Range(0, Count).Select(async i =>
        {
            var list = ApiRequests.List(KubernetesResources.Secrets, "default", fieldSelector: $"n{i}");
            return (await client.WatchAsync(ApiRequests.Watch(list, "1", TimeSpan.FromMinutes(5)), CancellationToken.None)).Watch!;
        })).WaitAsync(TimeSpan.FromMinutes(1));

        go.SetResult();
        var heard = await Task.WhenAll(watches.Select(async watch =>
            KubernetesJson.Deserialize<V1Pod>((await watch.NextAsync(CancellationToken.None))[0].Object.Span).Metadata.Name)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"n{i}"), heard);
        Assert.InRange(connections.Count, 3, 10);
        foreach (var watch in watches)
        {
            watch.Dispose();
        }
    }

    private static async Task StreamForEver(HttpContext context)
    {
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
