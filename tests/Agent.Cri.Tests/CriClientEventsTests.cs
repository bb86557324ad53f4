using System.Collections.Concurrent;
using Agent.Cri.Protocol;
using Agent.Cri.Tests.Fakes;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriClientEventsTests
{
    [Fact]
    public async Task GetContainerEvents_WhileAPodComesAndGoes_GivesEachEventOnceAndInOrder()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        var events = new ConcurrentQueue<ContainerEventResponse>();
        var stream = client.GetContainerEventsAsync(new GetEventsRequest(), events.Enqueue, CancellationToken.None);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 1);

        var sandbox = (await client.RunPodSandboxAsync(
            new RunPodSandboxRequest { Config = new PodSandboxConfig() }, CancellationToken.None)).PodSandboxId;
        var container = (await client.CreateContainerAsync(
            new CreateContainerRequest { PodSandboxId = sandbox, Config = new ContainerConfig { Image = new ImageSpec() } },
            CancellationToken.None)).ContainerId;
        await client.StartContainerAsync(new StartContainerRequest { ContainerId = container }, CancellationToken.None);
        server.Runtime.Exit(container, exitCode: 3);
        await client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        server.Runtime.EndEvents();
        await stream.WaitAsync(Eventually.Deadline);

        Assert.Equal(
            [
                (sandbox, ContainerEventType.ContainerCreatedEvent),
                (sandbox, ContainerEventType.ContainerStartedEvent),
                (container, ContainerEventType.ContainerCreatedEvent),
                (container, ContainerEventType.ContainerStartedEvent),
                (container, ContainerEventType.ContainerStoppedEvent),
                (sandbox, ContainerEventType.ContainerStoppedEvent),
                (container, ContainerEventType.ContainerDeletedEvent),
                (sandbox, ContainerEventType.ContainerDeletedEvent),
            ],
            events.Select(happened => (happened.ContainerId, happened.ContainerEventType)));
        var stopped = events.ElementAt(4);
        Assert.Equal(3, Assert.Single(stopped.ContainersStatuses).ExitCode);
        Assert.Equal(sandbox, stopped.PodSandboxStatus.Id);
        Assert.Equal(CriSupport.Supported, client.Capabilities[CriOptionalCall.GetContainerEvents]);
    }

    [Fact]
    public async Task GetContainerEvents_Cancelled_ThrowsOperationCanceledAndLeavesTheRuntime()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        using var source = new CancellationTokenSource();
        var stream = client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, source.Token);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 1);

        await source.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.WaitAsync(Eventually.Deadline));
        Assert.Equal(source.Token, failure.CancellationToken);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 0);
    }

    [Fact]
    public async Task GetContainerEvents_WhoseListenerThrows_EndsWithThatException()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        var thrown = new RpcException(new Status(StatusCode.Unimplemented, "the listener's own"));
        var stream = client.GetContainerEventsAsync(new GetEventsRequest(), _ => throw thrown, CancellationToken.None);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 1);

        await client.RunPodSandboxAsync(new RunPodSandboxRequest { Config = new PodSandboxConfig() }, CancellationToken.None);

        Assert.Same(thrown, await Assert.ThrowsAsync<RpcException>(() => stream.WaitAsync(Eventually.Deadline)));
        Assert.Equal(CriSupport.Supported, client.Capabilities[CriOptionalCall.GetContainerEvents]);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 0);
    }

    [Fact]
    public async Task GetContainerEvents_OfARuntimeThatDies_FailsWithUnavailable()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        var stream = client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, CancellationToken.None);
        await Eventually.IsTrueAsync(() => server.Runtime.Listeners == 1);

        await server.KillAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => stream.WaitAsync(Eventually.Deadline));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    [Fact]
    public async Task GetContainerEvents_OfContainerd16_IsUnimplementedAndRemembered()
    {
        await using var server = await FakeCriServer.StartAsync(FakeCriLevel.Containerd16);
        using var client = new CriClient(server.Endpoint);

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, CancellationToken.None));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.GetContainerEvents]);
    }
}
