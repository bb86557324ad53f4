using Agent.Cri.Protocol;
using Agent.Cri.Tests.Fakes;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriClientCapabilitiesTests
{
    [Fact]
    public async Task OptionalCalls_OfContainerd16_AreFoundMissing()
    {
        await using var server = await FakeCriServer.StartAsync(FakeCriLevel.Containerd16);
        using var client = new CriClient(server.Endpoint);

        await IsUnimplementedAsync(() => client.RuntimeConfigAsync(new RuntimeConfigRequest(), CancellationToken.None));
        await IsUnimplementedAsync(
            () => client.ListMetricDescriptorsAsync(new ListMetricDescriptorsRequest(), CancellationToken.None));
        await IsUnimplementedAsync(
            () => client.ListPodSandboxMetricsAsync(new ListPodSandboxMetricsRequest(), CancellationToken.None));

        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.RuntimeConfig]);
        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.ListMetricDescriptors]);
        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.ListPodSandboxMetrics]);
    }

    [Fact]
    public async Task OptionalCalls_OfACompleteRuntime_AreFound()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);

        var config = await client.RuntimeConfigAsync(new RuntimeConfigRequest(), CancellationToken.None);

        Assert.Equal(CgroupDriver.Cgroupfs, config.Linux.CgroupDriver);
        Assert.Equal(CriSupport.Supported, client.Capabilities[CriOptionalCall.RuntimeConfig]);
    }

    [Fact]
    public async Task OptionalCall_ThatFailsOtherwise_TellsNothing()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        server.Calls.Fail("RuntimeConfig", StatusCode.Internal, "broken");

        await Assert.ThrowsAsync<RpcException>(
            () => client.RuntimeConfigAsync(new RuntimeConfigRequest(), CancellationToken.None));

        Assert.Equal(CriSupport.Unknown, client.Capabilities[CriOptionalCall.RuntimeConfig]);
    }

    [Fact]
    public async Task StreamedLists_OfARuntimeWithoutThem_FallBackAndAreNotAskedForAgain()
    {
        await using var server = await FakeCriServer.StartAsync(FakeCriLevel.Containerd16);
        using var client = new CriClient(server.Endpoint);
        var labels = new Dictionary<string, string> { ["io.kubernetes.pod.uid"] = "1" };
        await client.RunPodSandboxAsync(
            new RunPodSandboxRequest { Config = new PodSandboxConfig { Labels = { labels } } }, CancellationToken.None);
        await client.RunPodSandboxAsync(
            new RunPodSandboxRequest { Config = new PodSandboxConfig() }, CancellationToken.None);
        var request = new StreamPodSandboxesRequest { Filter = new PodSandboxFilter { LabelSelector = { labels } } };

        var first = await client.StreamPodSandboxesAsync(request, CancellationToken.None);
        var second = await client.StreamPodSandboxesAsync(request, CancellationToken.None);

        Assert.Equal("sandbox-1", Assert.Single(first.PodSandboxes).Id);
        Assert.Equal(first, second);
        Assert.Equal(1, server.Calls.Count("StreamPodSandboxes"));
        Assert.Equal(2, server.Calls.Count("ListPodSandbox"));
    }

    [Fact]
    public async Task StreamedLists_OfARuntimeWithoutThem_EachFallBackToTheirPlainList()
    {
        await using var server = await FakeCriServer.StartAsync(FakeCriLevel.Containerd16);
        using var client = new CriClient(server.Endpoint);
        var token = CancellationToken.None;
        var sandbox = await client.RunPodSandboxAsync(new RunPodSandboxRequest { Config = new PodSandboxConfig() }, token);
        var create = new CreateContainerRequest
        {
            PodSandboxId = sandbox.PodSandboxId,
            Config = new ContainerConfig { Image = new ImageSpec() },
        };
        var container = await client.CreateContainerAsync(create, token);
        await client.StartContainerAsync(new StartContainerRequest { ContainerId = container.ContainerId }, token);
        server.Runtime.AddImage("registry.example/app:1");

        Assert.Single((await client.StreamContainersAsync(new StreamContainersRequest(), token)).Containers);
        Assert.Single((await client.StreamContainerStatsAsync(new StreamContainerStatsRequest(), token)).ContainerStats);
        Assert.Single((await client.StreamPodSandboxStatsAsync(new StreamPodSandboxStatsRequest(), token)).PodSandboxStats);
        Assert.Single((await client.StreamImagesAsync(new StreamImagesRequest(), token)).Images);
        await IsUnimplementedAsync(
            () => client.StreamPodSandboxMetricsAsync(new StreamPodSandboxMetricsRequest(), token));
    }

    [Fact]
    public async Task StreamedList_ThatFailsMidway_FailsWhole()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);
        foreach (var code in new[] { StatusCode.Internal, StatusCode.Unimplemented })
        {
            server.Calls.OnStream("StreamContainers", async (_, send, _) =>
            {
                await send(new StreamContainersResponse { Containers = { new Container { Id = "a" } } });
                throw new RpcException(new Status(code, "midway"));
            });

            var failure = await Assert.ThrowsAsync<RpcException>(
                () => client.StreamContainersAsync(new StreamContainersRequest(), CancellationToken.None));

            Assert.Equal(code, failure.StatusCode);
        }

        Assert.Equal(0, server.Calls.Count("ListContainers"));
    }

    [Fact]
    public async Task StreamedList_OfNothing_IsEmpty()
    {
        await using var server = await FakeCriServer.StartAsync();
        using var client = new CriClient(server.Endpoint);

        var reply = await client.StreamContainersAsync(new StreamContainersRequest(), CancellationToken.None);

        Assert.Empty(reply.Containers);
        Assert.Equal(0, server.Calls.Count("ListContainers"));
        Assert.Equal(CriSupport.Supported, client.Capabilities[CriOptionalCall.StreamContainers]);
    }

    [Fact]
    public async Task StreamedLists_AfterARestartIntoANewerRuntime_AreStreamed()
    {
        await using var server = await FakeCriServer.StartAsync(FakeCriLevel.Containerd16);
        using var client = new CriClient(server.Endpoint);
        await client.VersionAsync(new VersionRequest(), CancellationToken.None);
        await client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);

        server.Calls.Level = FakeCriLevel.Complete;
        server.Runtime.RuntimeVersion = server.Runtime.RuntimeVersion.Clone();
        server.Runtime.RuntimeVersion.RuntimeVersion = "v2.0.0";
        await client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);
        await client.VersionAsync(new VersionRequest(), CancellationToken.None);
        await client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);

        Assert.Equal(2, server.Calls.Count("StreamImages"));
        Assert.Equal(2, server.Calls.Count("ListImages"));
        Assert.Equal(CriSupport.Supported, client.Capabilities[CriOptionalCall.StreamImages]);
    }

    private static async Task IsUnimplementedAsync(Func<Task> call)
        => Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}
