using System.Diagnostics;
using Agent.Runtime.Execs;
using Agent.Runtime.Processes;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class ExecTests
{
    [SkippableTheory, EitherPrivilege]
    public async Task ExecSync_Command_HasTheContainersContext(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000", config =>
        {
            config.Envs.Add(RuntimeHarness.Variable("GREETING", "hello world"));
            config.WorkingDir = "/usr";
        });
        var response = await runtime.ExecAsync(id, 60, "sh", "-c", "echo $GREETING; pwd; echo to-stderr >&2; exit 42");

        Assert.Equal("hello world\n/usr\n", response.Stdout.ToStringUtf8());
        Assert.Equal("to-stderr\n", response.Stderr.ToStringUtf8());
        Assert.Equal(42, response.ExitCode);
    }

    [SkippableTheory, EitherPrivilege]
    public async Task ExecSync_Timeout_KillsTheCommandAndLeavesTheContainer(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var file = Path.Join(runtime.Folder, "pids");
        var watch = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RpcException>(
            () => runtime.ExecAsync(id, 2, "sh", "-c", $"trap '' TERM; sleep 1000 & echo $$ $! > {file}; wait"));
        var pids = (await File.ReadAllTextAsync(file)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(2));
        Assert.All(pids, pid => Assert.False(new ProcessTable().Find(pid)?.IsAlive ?? false));
        Assert.Equal(0, (await runtime.ExecAsync(id, 60, "true")).ExitCode);
    }

    [Fact]
    public async Task ExecSync_CommandMissing_SaysSo()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.ExecAsync(id, 60, "no-such-program"));

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Contains("exec: \"no-such-program\": executable file not found in $PATH", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecSync_ContainerNotRunning_IsRefused()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "true");
        await runtime.WaitExitedAsync(id);
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.ExecAsync(id, 60, "true"));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }

    [Fact]
    public async Task ExecSync_EndlessOutput_KeepsTheLimit()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var response = await runtime.ExecAsync(id, 60, "sh", "-c", "head -c 15000000 /dev/zero; head -c 100 /dev/zero >&2");

        Assert.True(response.Stdout.Length <= ExecRunner.MaxOutput);
        Assert.Equal((15000000, 100), (response.Stdout.Length, response.Stderr.Length));
    }

    [Fact]
    public async Task ExecSync_LeavesAChildBehind_ReturnsAndTheChildIsTheContainers()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var response = await runtime.ExecAsync(id, 60, "sh", "-c", "sleep 1000 & echo $!");
        var pid = int.Parse(response.Stdout.ToStringUtf8());
        var alive = new ProcessTable().Find(pid)?.IsAlive;
        await runtime.StopAsync(id, 0);

        Assert.True(alive);
        Assert.Null(new ProcessTable().Find(pid));
    }

    [Fact]
    public async Task ExecSync_ManyAtOnce_AllAnswer()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => runtime.ExecAsync(id, 60, "sh", "-c", $"echo {n}; exit {n}")));

        Assert.Equal(Enumerable.Range(0, 20), responses.Select(response => response.ExitCode));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}\n"), responses.Select(response => response.Stdout.ToStringUtf8()));
    }
}
