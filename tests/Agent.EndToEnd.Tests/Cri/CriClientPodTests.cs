using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Grpc.Core;

namespace Agent.EndToEnd.Tests.Cri;

/// <summary>The life of pods and containers over the CRI, with a real containerd and real processes.</summary>
public sealed class CriClientPodTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task RunPodSandboxAsync_BridgeNetwork_HasAnAddressOfTheSubnet()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);

        var status = await pod.StatusAsync();

        Assert.Equal(PodSandboxState.SandboxReady, status.State);
        Assert.StartsWith($"10.88.{containerd.Server.Network.Number}.", status.Network.Ip, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RunPodSandboxAsync_HostPort_ReachesTheContainer()
    {
        using var client = containerd.Client();
        var port = LoopbackPorts.Free();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab, config =>
            config.PortMappings.Add(new PortMapping { ContainerPort = 80, HostPort = port, Protocol = Protocol.Tcp }));
        await pod.StartAsync(LabImages.Web.Reference);

        using var http = new HttpClient();
        var address = $"http://{containerd.Server.Network.Gateway}:{port}/";
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await http.GetStringAsync(address) == "busybox\n";
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"{address} answers");
    }

    [SkippableFact]
    public async Task StartContainerAsync_Command_RunsAndLogs()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);

        var id = await pod.StartAsync(LabImages.Busybox, "sh", "-c", "echo out; echo err >&2; printf partial; exit 5");
        var status = await pod.ExitedAsync(id);

        Assert.Equal((5, "Error"), (status.ExitCode, status.Reason));

        // The shim writes down the end, containerd the start: of a short life the end may come out first.
        Assert.InRange(status.FinishedAt, status.StartedAt - 1_000_000_000, long.MaxValue);
        var log = await pod.LogAsync();
        Assert.All(log, line => Assert.True(DateTimeOffset.TryParse(line[0], out _), line[0]));
        Assert.Contains(log, line => line[1..] is ["stdout", "F", "out"]);
        Assert.Contains(log, line => line[1..] is ["stderr", "F", "err"]);
        Assert.Contains(log, line => line[1..] is ["stdout", "P", "partial"]);
    }

    [SkippableFact]
    public async Task StartContainerAsync_CommandIsAbsent_FailsAndIsExited()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);

        var error = await Assert.ThrowsAsync<RpcException>(() => pod.StartAsync(LabImages.Busybox, "no-such-program"));

        Assert.Contains("no-such-program", error.Status.Detail, StringComparison.Ordinal);
        var list = await client.ListContainersAsync(
            new ListContainersRequest { Filter = new ContainerFilter { PodSandboxId = pod.Id } }, CancellationToken.None);
        Assert.Equal("StartError", (await pod.ContainerAsync(Assert.Single(list.Containers).Id)).Reason);
    }

    [SkippableFact]
    public async Task ExecSyncAsync_Command_ReturnsExitCodeAndBothStreams()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);
        var id = await pod.StartAsync(LabImages.Busybox, "sleep", "1000");

        var response = await client.ExecSyncAsync(
            new ExecSyncRequest { ContainerId = id, Cmd = { "sh", "-c", "echo out; echo err >&2; exit 4" }, Timeout = 60 },
            CancellationToken.None);

        Assert.Equal(4, response.ExitCode);
        Assert.Equal(("out\n", "err\n"), (response.Stdout.ToStringUtf8(), response.Stderr.ToStringUtf8()));
    }

    [SkippableFact]
    public async Task ExecSyncAsync_Timeout_IsDeadlineExceeded()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);
        var id = await pod.StartAsync(LabImages.Busybox, "sleep", "1000");

        var error = await Assert.ThrowsAsync<RpcException>(() => client.ExecSyncAsync(
            new ExecSyncRequest { ContainerId = id, Cmd = { "sleep", "100" }, Timeout = 1 }, CancellationToken.None));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [SkippableFact]
    public async Task StopContainerAsync_HandlesItsStopSignal_EndsByItself()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);
        var id = await pod.StartAsync(LabImages.StopSignal.Reference);
        await Eventually.TrueAsync(async () => (await pod.LogAsync()).Any(line => line[3] == "ready"), "the trap is set");

        await client.StopContainerAsync(new StopContainerRequest { ContainerId = id, Timeout = 60 }, CancellationToken.None);

        Assert.Equal(7, (await pod.ContainerAsync(id)).ExitCode);
    }

    [SkippableFact]
    public async Task StopContainerAsync_IgnoresTheSignal_IsKilledAfterTheGrace()
    {
        using var client = containerd.Client();
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);

        // The first process of a container gets no signal that it has no handler for.
        var id = await pod.StartAsync(LabImages.Busybox, "sleep", "1000");
        var asked = DateTimeOffset.UtcNow;
        await client.StopContainerAsync(new StopContainerRequest { ContainerId = id, Timeout = 2 }, CancellationToken.None);

        var status = await pod.ContainerAsync(id);
        Assert.Equal(137, status.ExitCode);
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(status.FinishedAt / 1_000_000), asked.AddSeconds(1.9), DateTimeOffset.MaxValue);
    }

    [SkippableFact]
    public async Task RemovePodSandboxAsync_Again_IsNoErrorAndStatusIsNotFound()
    {
        using var client = containerd.Client();
        var pod = await CriPod.RunAsync(client, containerd.Lab);
        var id = await pod.StartAsync(LabImages.Busybox, "sleep", "1000");
        await pod.StopAsync();
        await pod.StopAsync();
        await pod.RemoveAsync();
        await pod.RemoveAsync();

        var container = await Assert.ThrowsAsync<RpcException>(() => pod.ContainerAsync(id));
        var sandbox = await Assert.ThrowsAsync<RpcException>(pod.StatusAsync);

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (container.StatusCode, sandbox.StatusCode));
    }
}
