using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class ExitCodeTests
{
    [SkippableTheory, EitherPrivilege]
    public async Task ExitCode_OfEachKind_IsReported(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var sandbox = await runtime.RunPodAsync();
        var zero = await runtime.StartShellAsync(sandbox, "zero", "exit 0");
        var three = await runtime.StartShellAsync(sandbox, "three", "exit 3");
        var signal = await runtime.StartShellAsync(sandbox, "signal", "kill -9 $$");
        var large = await runtime.StartShellAsync(sandbox, "large", "exit 255");

        Assert.Equal((0, "Completed", ""), await EndOf(runtime, zero));
        Assert.Equal((3, "Error", ""), await EndOf(runtime, three));
        Assert.Equal((137, "Error", ""), await EndOf(runtime, signal));
        Assert.Equal((255, "Error", ""), await EndOf(runtime, large));
    }

    [SkippableTheory, EitherPrivilege]
    public async Task StartContainer_CommandMissing_IsAStartErrorWithTheReason(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("no-such-program"));
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));
        var status = await runtime.StatusAsync(id);

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Contains("exec: \"no-such-program\": executable file not found in $PATH", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal((ContainerState.ContainerExited, 128, "StartError"), (status.State, status.ExitCode, status.Reason));
        Assert.Contains("executable file not found in $PATH", status.Message, StringComparison.Ordinal);
        Assert.Equal(0, status.StartedAt);
        Assert.NotEqual(0, status.FinishedAt);
        var again = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));
        Assert.Equal(StatusCode.FailedPrecondition, again.StatusCode);
    }

    [SkippableTheory]
    [InlineData("/no/such/program", "exec: \"/no/such/program\": stat /no/such/program: no such file or directory")]
    [InlineData("/etc/passwd", "exec: \"/etc/passwd\": permission denied")]
    [InlineData("/etc", "exec: \"/etc\": is a directory")]
    public async Task StartContainer_PathUnusable_SaysWhy(string path, string reason)
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.CreateAsync(await runtime.RunPodAsync(), "main", config => config.Command.Add(path));
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));

        Assert.EndsWith(reason, error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartContainer_WorkingDirectoryMissing_SaysWhy()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.CreateAsync(await runtime.RunPodAsync(), "main", config =>
        {
            config.Command.Add("true");
            config.WorkingDir = "/no/such/directory";
        });
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));

        Assert.Contains("chdir to cwd (\"/no/such/directory\") failed: no such file or directory", error.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Reason, string Message)> EndOf(RuntimeHarness runtime, string id)
    {
        var status = await runtime.WaitExitedAsync(id);
        return (status.ExitCode, status.Reason, status.Message);
    }
}
