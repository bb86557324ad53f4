using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class LifecycleTests
{
    [SkippableTheory, EitherPrivilege]
    public async Task Container_RunsToItsEnd_PassesThroughAllStates(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add(["sh", "-c", "echo out; echo err >&2; exec sleep 1000"]));
        var created = await runtime.StatusAsync(id);
        await runtime.StartAsync(id);
        var running = await runtime.StatusAsync(id);
        await runtime.StopAsync(id, 30);
        var exited = await runtime.StatusAsync(id);

        Assert.Equal(ContainerState.ContainerCreated, created.State);
        Assert.Equal(0, created.StartedAt);
        Assert.Equal(ContainerState.ContainerRunning, running.State);
        Assert.True(running.StartedAt >= created.CreatedAt);
        Assert.Equal(0, running.FinishedAt);
        Assert.Equal(ContainerState.ContainerExited, exited.State);
        Assert.Equal(128 + 15, exited.ExitCode);
        Assert.Equal("Error", exited.Reason);
        Assert.True(exited.FinishedAt >= exited.StartedAt);
        Assert.Equal("out\n", runtime.Text("pod", "main"));
        Assert.Equal("err\n", runtime.Text("pod", "main", "stderr"));
        await runtime.RemoveAsync(id);
        var gone = await Assert.ThrowsAsync<RpcException>(() => runtime.StatusAsync(id));
        Assert.Equal(StatusCode.NotFound, gone.StatusCode);
    }
}
