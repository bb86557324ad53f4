using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Grpc.Core;

namespace Agent.EndToEnd.Tests.Cri;

/// <summary>A containerd that is away, hangs, or comes back.</summary>
public sealed class CriClientOutageTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task VersionAsync_ContainerdRestarts_IsUnavailableThenAnswers(bool crash)
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);
        var id = await pod.StartAsync(LabImages.Busybox, "sleep", "1000");
        var generation = client.Capabilities.Generation;

        await (crash ? containerd.Server.KillAsync() : containerd.Server.StopAsync());
        var error = await Assert.ThrowsAsync<RpcException>(() => VersionAsync(client));
        await containerd.Server.StartAsync();
        await VersionAsync(client);

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.NotEqual(generation, client.Capabilities.Generation);
        Assert.Equal(ContainerState.ContainerRunning, (await pod.ContainerAsync(id)).State);
    }

    [SkippableFact]
    public async Task ListContainersAsync_CallUnderWayWhenContainerdDies_IsUnavailable()
    {
        using var client = containerd.Client();
        await VersionAsync(client);
        await containerd.Server.Process.SuspendAsync();
        var call = client.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        Assert.False(call.IsCompleted);

        await containerd.Server.KillAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        await containerd.Server.StartAsync();

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [SkippableFact]
    public async Task VersionAsync_ContainerdHangs_EndsWhenCancelledAndWorksAfterwards()
    {
        using var client = containerd.Client();
        await VersionAsync(client);
        await containerd.Server.Process.SuspendAsync();

        using var cancellation = new CancellationTokenSource();
        var call = client.VersionAsync(new VersionRequest(), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        containerd.Server.Process.Resume();
        Assert.Equal("containerd", (await VersionAsync(client)).RuntimeName);
    }

    [SkippableFact]
    public async Task StopPodSandboxAsync_ShimHangs_OtherPodsAreNotDelayed()
    {
        using var client = containerd.Client();
        await using var hanging = await CriPod.RunAsync(client, containerd.Lab);
        var shim = containerd.Server.FindShim(hanging.Id);
        await shim.SuspendAsync();
        var stop = client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = hanging.Id }, CancellationToken.None);

        await using (var other = await CriPod.RunAsync(client, containerd.Lab))
        {
            var id = await other.StartAsync(LabImages.Busybox, "true");
            Assert.Equal(0, (await other.ExitedAsync(id)).ExitCode);
        }

        Assert.False(stop.IsCompleted);
        shim.Resume();
        await stop;
    }

    private static Task<VersionResponse> VersionAsync(CriClient client) =>
        client.VersionAsync(new VersionRequest(), CancellationToken.None);
}
