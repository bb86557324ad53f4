using Agent.Cri.Protocol;
using Agent.Cri.Tests.Fakes;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriClientConnectionTests
{
    private static readonly VersionRequest Version = new();

    [Fact]
    public async Task Call_BeforeTheRuntimeIsThere_IsUnavailableAndTheNextOneAfterItsStartSucceeds()
    {
        await using var server = FakeCriServer.CreateStopped();
        using var client = new CriClient(server.Endpoint);

        var failure = await IsUnavailableAsync(() => client.VersionAsync(Version, CancellationToken.None));
        await server.StartAgainAsync();

        Assert.Contains(server.Endpoint.ToString(), failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("fake", (await client.VersionAsync(Version, CancellationToken.None)).RuntimeName);
    }

    [Fact]
    public async Task Call_ToASocketThatNobodyListensOn_IsUnavailable()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        await server.KillAsync();
        await File.WriteAllTextAsync(server.Endpoint.SocketPath, "not a socket");

        await IsUnavailableAsync(() => client.VersionAsync(Version, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_AcrossARestart_AreUnavailableMeanwhileAndSucceedAfterwards(bool kill)
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        await client.VersionAsync(Version, CancellationToken.None);
        server.Calls.Hold("StopPodSandbox");
        var pending = Enumerable.Range(0, 20)
            .Select(_ => client.StopPodSandboxAsync(new StopPodSandboxRequest(), CancellationToken.None))
            .ToList();
        await Eventually.IsTrueAsync(() => server.Calls.Count("StopPodSandbox") == pending.Count);

        await (kill ? server.KillAsync() : server.StopAsync());

        foreach (var call in pending)
        {
            await IsUnavailableAsync(() => call.WaitAsync(Eventually.Deadline));
        }

        await IsUnavailableAsync(() => client.VersionAsync(Version, CancellationToken.None));
        await server.StartAgainAsync();
        Assert.Equal("fake", (await client.VersionAsync(Version, CancellationToken.None)).RuntimeName);
        Assert.True(client.Capabilities.Generation > 0);
    }

    [Fact]
    public async Task Calls_AcrossManyQuickRestarts_SucceedOnceItIsBack()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        for (var i = 0; i < 10; i++)
        {
            await client.VersionAsync(Version, CancellationToken.None);
            await server.KillAsync();
            await server.StartAgainAsync();

            // The client may not have noticed yet, and one call may be lost to the old connection.
            try
            {
                await client.VersionAsync(Version, CancellationToken.None);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                await client.VersionAsync(Version, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task Restart_IntoAnOlderRuntime_IsNoticedWithoutVersion()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        await client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);
        await server.KillAsync();
        await IsUnavailableAsync(() => client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None));
        Assert.Equal(CriSupport.Unknown, client.Capabilities[CriOptionalCall.StreamImages]);
        server.Calls.Level = FakeCriLevel.Containerd16;
        await server.StartAgainAsync();

        await client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);

        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.StreamImages]);
    }

    [Fact]
    public async Task Dispose_WithCallsUnderWay_EndsThemAndRefusesMore()
    {
        await using var server = await FakeCriServer.StartAsync();
        var client = new CriClient(server.Endpoint);
        server.Calls.Hold("StopPodSandbox");
        var unary = client.StopPodSandboxAsync(new StopPodSandboxRequest(), CancellationToken.None);
        var stream = client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, CancellationToken.None);
        await Eventually.IsTrueAsync(() => server.Calls.Count("StopPodSandbox") == 1 && server.Runtime.Listeners == 1);

        client.Dispose();
        client.Dispose();

        await IsUnavailableAsync(() => unary.WaitAsync(Eventually.Deadline));
        await IsUnavailableAsync(() => stream.WaitAsync(Eventually.Deadline));
        await IsUnavailableAsync(() => client.VersionAsync(Version, CancellationToken.None));
        await IsUnavailableAsync(() => client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, CancellationToken.None));
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 0);
    }

    private static async Task<RpcException> IsUnavailableAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        return failure;
    }
}
