using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class IdempotencyTests
{
    [Fact]
    public async Task StopAndRemove_RepeatedOrUnknown_Succeed()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", "sleep 1000");
        for (var n = 0; n < 2; n++)
        {
            await runtime.StopAsync(id, 1);
        }

        for (var n = 0; n < 2; n++)
        {
            await runtime.RemoveAsync(id);
            await runtime.StopAsync(id, 1);
            await runtime.Client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        }

        for (var n = 0; n < 2; n++)
        {
            await runtime.Client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
            await runtime.Client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        }

        Assert.Empty(Directory.GetDirectories(Path.Join(runtime.Root, "containers")));
        Assert.Empty(Directory.GetDirectories(Path.Join(runtime.Root, "sandboxes")));
    }

    [Fact]
    public async Task Status_Unknown_IsNotFound()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var container = await Assert.ThrowsAsync<RpcException>(() => runtime.StatusAsync("0123"));
        var sandbox = await Assert.ThrowsAsync<RpcException>(() => runtime.Client.PodSandboxStatusAsync(
            new PodSandboxStatusRequest { PodSandboxId = "0123" }, CancellationToken.None));
        var start = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync("0123"));

        Assert.All([container, sandbox, start], error => Assert.Equal(StatusCode.NotFound, error.StatusCode));
    }

    [Fact]
    public async Task SameNameAndAttempt_Taken_IsAlreadyExistsUntilRemoved()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true"));
        var pod = await Assert.ThrowsAsync<RpcException>(() => runtime.RunPodAsync());
        var container = await Assert.ThrowsAsync<RpcException>(() => runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true")));
        await runtime.RemoveAsync(id);
        await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true"));

        Assert.Equal(StatusCode.AlreadyExists, pod.StatusCode);
        Assert.Equal(StatusCode.AlreadyExists, container.StatusCode);
        Assert.Contains(id, container.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_ByTheirBeginning_AreFound()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true"));
        var list = await runtime.Client.ListContainersAsync(
            new ListContainersRequest { Filter = new ContainerFilter { Id = id[..13], PodSandboxId = sandbox[..13] } }, CancellationToken.None);

        Assert.Equal(id, (await runtime.StatusAsync(id[..13])).Id);
        Assert.Equal(id, Assert.Single(list.Containers).Id);
    }

    [Fact]
    public async Task RemoveContainer_Running_KillsItAndRemovesFolderAndLog()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", "echo hello; exec sleep 1000");
        var pid = await runtime.PidAsync(id);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "hello\n", "hello");
        await runtime.RemoveAsync(id);

        Assert.Null(new Runtime.Processes.ProcessTable().Find(pid));
        Assert.False(Directory.Exists(Path.Join(runtime.Root, "containers", id)));
        Assert.False(File.Exists(Path.Join(runtime.Logs, "pod", "main", "0.log")));
    }

    [Fact]
    public async Task CreateContainer_SandboxStopped_IsRefused()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var early = await runtime.CreateAsync(sandbox, "early", config => config.Command.Add("true"));
        await runtime.Client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        var create = await Assert.ThrowsAsync<RpcException>(() => runtime.CreateAsync(sandbox, "late", config => config.Command.Add("true")));
        var start = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(early));

        Assert.Equal(StatusCode.FailedPrecondition, create.StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, start.StatusCode);
    }
}
