using System.Net.Sockets;
using Agent.Cri.Protocol;
using Agent.Runtime.Native;
using Agent.Runtime.Processes;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class RuntimeLifetimeTests
{
    [Fact]
    public async Task Socket_WhileServing_IsForTheOwnerAlone()
    {
        await using var runtime = await RuntimeHarness.StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(runtime.Socket));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(runtime.Root));
    }

    [Fact]
    public async Task Sigterm_ByDefault_LeavesContainersRunningAndRemovesTheSocket()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "while :; do sleep 0.1; done");
        var pid = await runtime.PidAsync(id);
        runtime.Process.Signal(Libc.SigTerm);
        var code = await runtime.Process.WaitAsync();

        Assert.Equal(0, code);
        Assert.False(File.Exists(runtime.Socket));
        Assert.True(new ProcessTable().Find(pid)?.IsAlive);
        await runtime.LaunchAsync();
        Assert.Equal(pid, await runtime.PidAsync(id));
    }

    [Fact]
    public async Task Sigterm_WithStopContainersOnExit_StopsThem()
    {
        await using var runtime = await RuntimeHarness.StartAsync(Privilege.Own, "--stop-containers-on-exit");
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "ready\n", "ready");
        runtime.Process.Signal(Libc.SigTerm);
        await runtime.Process.WaitAsync();
        await runtime.LaunchAsync();
        var status = await runtime.StatusAsync(id);

        Assert.Equal((ContainerState.ContainerExited, 3), (status.State, status.ExitCode));
    }

    [Fact]
    public async Task Sigterm_WhileEventsAreRead_EndsAtOnce()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var events = runtime.Client.GetContainerEventsAsync(new GetEventsRequest(), _ => { }, CancellationToken.None);
        await runtime.RunPodAsync();
        runtime.Process.Signal(Libc.SigTerm);

        Assert.Equal(0, await runtime.Process.WaitAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => events);
    }

    [Fact]
    public async Task SecondRuntime_OnTheSameRoot_IsRefused()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        using var second = AgentProcess.Start("runtime", "--listen", runtime.Socket + "2", "--root", runtime.Root);

        Assert.Equal(1, await second.WaitAsync());
        Assert.Contains($"--root {runtime.Root} is in use by another runtime", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondRuntime_OnTheSameSocket_IsRefusedAndTheFirstGoesOn()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        using var second = AgentProcess.Start("runtime", "--listen", runtime.Socket, "--root", runtime.Root + "2");

        Assert.Equal(1, await second.WaitAsync());
        Assert.Contains("is in use by another process", second.Output, StringComparison.Ordinal);
        await runtime.RunPodAsync();
    }

    [Fact]
    public async Task Listen_FileThatIsNoSocket_IsRefusedAndKept()
    {
        var folder = Directory.CreateTempSubdirectory("rt-");
        var path = Path.Join(folder.FullName, "file");
        await File.WriteAllTextAsync(path, "mine");
        using var agent = AgentProcess.Start("runtime", "--listen", path, "--root", Path.Join(folder.FullName, "root"));
        var code = await agent.WaitAsync();
        var content = await File.ReadAllTextAsync(path);
        folder.Delete(recursive: true);

        Assert.Equal((1, "mine"), (code, content));
        Assert.Contains("exists and is not a socket", agent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_SocketLeftByAKilledRuntime_IsReplaced()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        await runtime.KillAsync();
        Assert.True(File.Exists(runtime.Socket));
        await runtime.LaunchAsync();

        Assert.Equal("embedded", (await runtime.Client.VersionAsync(new VersionRequest(), CancellationToken.None)).RuntimeName);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(runtime.Socket));
    }
}
