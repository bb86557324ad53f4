using Agent.Cri.Protocol;
using Agent.Cri.Tests.Fakes;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriClientTests(FakeCriServerFixture fixture) : IClassFixture<FakeCriServerFixture>
{
    private readonly FakeCriServer _server = fixture.Server;
    private readonly CriClient _client = fixture.Client;

    [Fact]
    public async Task Call_ThatTheRuntimeRefuses_ThrowsItsStatus()
    {
        _server.Calls.Fail("PullImage", StatusCode.Unknown, "RegistryUnavailable: später");

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => _client.PullImageAsync(new PullImageRequest(), CancellationToken.None));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.Equal("RegistryUnavailable: später", failure.Status.Detail);
        Assert.Equal("RegistryUnavailable: später", CriErrors.DescribePull(failure));
    }

    [Fact]
    public async Task Call_ThatTheRuntimeAnswersUnavailable_KeepsItsWordsAndWhatIsKnown()
    {
        _server.Calls.Fail("UpdateContainerResources", StatusCode.Unavailable, "ttrpc: closed");
        var generation = _client.Capabilities.Generation;

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => _client.UpdateContainerResourcesAsync(new UpdateContainerResourcesRequest(), CancellationToken.None));

        Assert.Equal("ttrpc: closed", failure.Status.Detail);
        Assert.Equal(generation, _client.Capabilities.Generation);
    }

    [Fact]
    public async Task Call_ThatIsCancelled_ThrowsOperationCanceledAndEndsAtTheRuntime()
    {
        var arrived = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _server.Calls.On<StopContainerRequest, StopContainerResponse>("StopContainer", async (_, cancellationToken) =>
        {
            using var registration = cancellationToken.Register(ended.SetResult);
            arrived.SetResult();
            await ended.Task;
            throw new OperationCanceledException(cancellationToken);
        });
        using var source = new CancellationTokenSource();
        var call = _client.StopContainerAsync(new StopContainerRequest(), source.Token);
        await arrived.Task.WaitAsync(Eventually.Deadline);

        await source.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, failure.CancellationToken);
        await ended.Task.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Call_WithATokenThatIsCancelledAlready_ThrowsOperationCanceled()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _client.ReopenContainerLogAsync(new ReopenContainerLogRequest(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, cancelled));
    }

    [Fact]
    public async Task Call_ThatTheRuntimeCancels_IsTheRuntimesStatus()
    {
        _server.Calls.Fail("RemoveContainer", StatusCode.Cancelled, "context canceled");

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => _client.RemoveContainerAsync(new RemoveContainerRequest(), CancellationToken.None));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact]
    public async Task Call_WithoutARequest_IsTheCallersMistake()
        => await Assert.ThrowsAsync<ArgumentNullException>(() => _client.VersionAsync(null!, CancellationToken.None));

    [Fact]
    public async Task Calls_InTheirHundreds_AreUnderWayAtOnce()
    {
        const int Calls = 300;
        var release = _server.Calls.Hold("ExecSync");
        var sandbox = await _client.RunPodSandboxAsync(
            new RunPodSandboxRequest { Config = new PodSandboxConfig() }, CancellationToken.None);
        var create = new CreateContainerRequest
        {
            PodSandboxId = sandbox.PodSandboxId,
            Config = new ContainerConfig { Image = new ImageSpec() },
        };
        var container = await _client.CreateContainerAsync(create, CancellationToken.None);
        var exec = new ExecSyncRequest { ContainerId = container.ContainerId };
        await _client.StartContainerAsync(
            new StartContainerRequest { ContainerId = container.ContainerId }, CancellationToken.None);

        var pending = Enumerable.Range(0, Calls)
            .Select(_ => _client.ExecSyncAsync(exec, CancellationToken.None))
            .ToList();
        await Eventually.IsTrueAsync(() => _server.Calls.Count("ExecSync") == Calls);
        release.SetResult();

        await Task.WhenAll(pending).WaitAsync(Eventually.Deadline);
    }
}
