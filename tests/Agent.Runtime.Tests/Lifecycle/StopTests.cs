using System.Diagnostics;
using Agent.Cri.Protocol;
using Agent.Runtime.Processes;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class StopTests
{
    private const string IgnoreTerm = "trap '' TERM; echo ready; while :; do sleep 0.1; done";

    [SkippableTheory, EitherPrivilege]
    public async Task StopContainer_SigtermIgnored_KillsAfterTheTimeout(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", IgnoreTerm);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "ready\n", "ready");
        var watch = Stopwatch.StartNew();
        await runtime.StopAsync(id, 2);
        var status = await runtime.StatusAsync(id);

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
        Assert.Equal((ContainerState.ContainerExited, 137), (status.State, status.ExitCode));
    }

    [Fact]
    public async Task StopContainer_TimeoutZero_KillsAtOnce()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done");
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "ready\n", "ready");
        await runtime.StopAsync(id, 0);

        Assert.Equal(137, (await runtime.StatusAsync(id)).ExitCode);
    }

    [Fact]
    public async Task StopContainer_StopSignalConfigured_SendsThat()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            "trap 'echo usr1; exit 9' USR1; trap 'exit 8' TERM; echo ready; while :; do sleep 0.1; done",
            config => config.StopSignal = Signal.Sigusr1);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "ready\n", "ready");
        await runtime.StopAsync(id, 60);
        var status = await runtime.StatusAsync(id);

        Assert.Equal((9, Signal.Sigusr1), (status.ExitCode, status.StopSignal));
    }

    [Fact]
    public async Task StopContainer_SecondCallWithLessTime_Wins()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", IgnoreTerm);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "ready\n", "ready");
        var patient = runtime.StopAsync(id, 3600);
        await runtime.StopAsync(id, 1);
        await patient.WaitAsync(Eventually.Patience);

        Assert.Equal(137, (await runtime.StatusAsync(id)).ExitCode);
    }

    [SkippableTheory, EitherPrivilege]
    public async Task MainProcessEnds_GrandchildrenInOtherSessions_AreKilled(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", "setsid sh -c 'sleep 1000 & echo $!; wait' & sleep 1001 & echo $!; sleep 0.3; exit 4");
        var status = await runtime.WaitExitedAsync(id);
        var pids = runtime.Text("pod", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();

        Assert.Equal(4, status.ExitCode);
        Assert.Equal(2, pids.Count);
        Assert.All(pids, pid => Assert.Null(new ProcessTable().Find(pid)));
    }

    [SkippableTheory, EitherPrivilege]
    public async Task StopPodSandbox_ContainersRun_KillsAllAndIsNotReady(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var sandbox = await runtime.RunPodAsync();
        var first = await runtime.StartShellAsync(sandbox, "first", IgnoreTerm);
        var second = await runtime.StartShellAsync(sandbox, "second", "sleep 1000");
        await runtime.Client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        var list = await runtime.Client.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None);

        Assert.Equal(137, (await runtime.StatusAsync(first)).ExitCode);
        Assert.Equal(137, (await runtime.StatusAsync(second)).ExitCode);
        Assert.Equal(PodSandboxState.SandboxNotready, Assert.Single(list.Items).State);
    }

    [Fact]
    public async Task EndedProcesses_OrphansIncluded_LeaveNoZombies()
    {
        await using var runtime = await RuntimeHarness.StartAsync(Privilege.Own, "--no-cgroups");
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", "for n in 1 2 3 4 5; do (sleep 0.05 &) ; done; sleep 0.5; echo done; sleep 1000");
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "done\n", "done");
        await runtime.StopAsync(id, 0);
        var table = new ProcessTable();
        await Eventually.TrueAsync(
            () => !Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? table.Find(pid) : null)
                .Any(process => process?.Parent == runtime.Process.Id),
            "children of the runtime are left");
    }
}
