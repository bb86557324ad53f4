using Agent.Cri.Protocol;
using Agent.Runtime.Native;
using Agent.Runtime.Processes;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class RestartTests
{
    private const string Count = "n=0; while :; do n=$((n+1)); echo $n; echo $n >&2; sleep 0.002; done";

    [SkippableTheory, EitherPrivilege]
    public async Task RuntimeKilled_AndStartedAgain_ContainerRunsOnAndNoLineIsLostOrDoubled(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", Count);
        var (pid, started) = (await runtime.PidAsync(id), (await runtime.StatusAsync(id)).StartedAt);
        for (var n = 0; n < 5; n++)
        {
            var lines = runtime.RawLog("pod", "main").Length;
            await Eventually.TrueAsync(() => runtime.RawLog("pod", "main").Length > lines + 50, "lines");
            await runtime.KillAsync();
            await runtime.LaunchAsync();
        }

        var status = await runtime.StatusAsync(id);
        Assert.Equal((ContainerState.ContainerRunning, started, pid), (status.State, status.StartedAt, await runtime.PidAsync(id)));
        Assert.Single(new ProcessTable().Snapshot().All, process => process.Session == pid && process.Pid == pid);
        await runtime.StopAsync(id, 30);
        foreach (var stream in (string[])["stdout", "stderr"])
        {
            var numbers = runtime.Text("pod", "main", stream).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
            Assert.True(numbers.Count > 250, $"{numbers.Count}");
        }

        var times = runtime.RawLog("pod", "main").Select(line => line[..30]).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task RuntimeKilled_UnfinishedLine_IsFinishedAfterwards()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var go = Path.Join(runtime.Folder, "go");
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", $"echo first; printf 'half '; while [ ! -e {go} ]; do sleep 0.05; done; echo line");
        await Eventually.TrueAsync(() => runtime.Text("pod", "main") == "first\n", "first");
        await runtime.KillAsync();
        await runtime.LaunchAsync();
        await File.WriteAllTextAsync(go, "");
        await runtime.WaitExitedAsync(id);

        Assert.Equal("first\nhalf line\n", runtime.Text("pod", "main"));
        Assert.Equal(2, runtime.RawLog("pod", "main").Length);
    }

    [Fact]
    public async Task RuntimeAway_MoreOutputThanAPipeHolds_WaitsAndIsComplete()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var go = Path.Join(runtime.Folder, "go");
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", $"while [ ! -e {go} ]; do sleep 0.02; done; seq 1 40000; exec sleep 1000");
        await runtime.KillAsync();
        await File.WriteAllTextAsync(go, "");
        await Task.Delay(200);
        await runtime.LaunchAsync();
        await Eventually.TrueAsync(() => runtime.RawLog("pod", "main").Length == 40000, "all lines");

        Assert.Equal(Enumerable.Range(1, 40000), runtime.Text("pod", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
        Assert.Equal(ContainerState.ContainerRunning, (await runtime.StatusAsync(id)).State);
    }

    [Fact]
    public async Task AdoptedContainer_Ends_ExitCodeIsKnownWhereTheKernelTells()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var go = Path.Join(runtime.Folder, "go");
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", $"sleep 1000 & while [ ! -e {go} ]; do sleep 0.05; done; echo bye; exit 5");
        await runtime.KillAsync();
        await runtime.LaunchAsync();
        await File.WriteAllTextAsync(go, "");
        var status = await runtime.WaitExitedAsync(id);

        var known = Environment.OSVersion.Version >= new Version(6, 15);
        Assert.Equal(known ? (5, "Error") : (255, "Unknown"), (status.ExitCode, status.Reason));
        Assert.Equal("bye\n", runtime.Text("pod", "main"));
        Assert.DoesNotContain(
            new ProcessTable().Snapshot().All, process => new ProcessTable().EnvironmentOf(process.Pid, ContainerMembers.Marker) == id);
    }

    [SkippableTheory, EitherPrivilege]
    public async Task RuntimeAway_ContainerEnds_ExitIsUnknownAndWhatItLeftIsKilled(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "setsid sleep 1000 & echo $!; exec sleep 1000");
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").EndsWith('\n'), "pid");
        var pid = await runtime.PidAsync(id);
        await runtime.KillAsync();
        Libc.Check(Libc.KillRaw(pid, Libc.SigKill), "kill");
        await Eventually.TrueAsync(() => new ProcessTable().Find(pid) is null, "ended");
        await runtime.LaunchAsync();
        var status = await runtime.StatusAsync(id);

        Assert.Equal((ContainerState.ContainerExited, 255, "Unknown"), (status.State, status.ExitCode, status.Reason));
        Assert.False(new ProcessTable().Find(int.Parse(runtime.Text("pod", "main")))?.IsAlive ?? false);
    }

    [Fact]
    public async Task RunStateCorrupt_ContainerRuns_IsAdoptedByItsMarkAndFileSetAside()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var pid = await runtime.PidAsync(id);
        await runtime.KillAsync();
        await File.WriteAllTextAsync(Path.Join(runtime.Root, "containers", id, "run.json"), "{ broken");
        await runtime.LaunchAsync();

        Assert.Equal(pid, await runtime.PidAsync(id));
        Assert.Equal(ContainerState.ContainerRunning, (await runtime.StatusAsync(id)).State);
        Assert.Contains(Directory.GetFileSystemEntries(Path.Join(runtime.Root, "corrupt")), path => path.EndsWith("run.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ContainerRecordCorrupt_ContainerRuns_IsKilledAndSetAside()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", "exec sleep 1000");
        var other = await runtime.StartShellAsync(sandbox, "other", "exec sleep 1000");
        var pid = await runtime.PidAsync(id);
        await runtime.KillAsync();
        await File.WriteAllTextAsync(Path.Join(runtime.Root, "containers", id, "container.json"), "");
        await runtime.LaunchAsync();
        var list = await runtime.Client.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);

        Assert.Equal(other, Assert.Single(list.Containers).Id);
        Assert.False(new ProcessTable().Find(pid)?.IsAlive ?? false);
        Assert.Contains(Directory.GetFileSystemEntries(Path.Join(runtime.Root, "corrupt")), path => path.EndsWith(id, StringComparison.Ordinal));
        Assert.Contains("was set aside", runtime.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordsOfAllStates_AfterRestart_AreTheSame()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var created = await runtime.CreateAsync(sandbox, "created", config => config.Command.Add("true"));
        var exited = await runtime.StartShellAsync(sandbox, "exited", "exit 6");
        await runtime.WaitExitedAsync(exited);
        ContainerStatus[] before = [await runtime.StatusAsync(created), await runtime.StatusAsync(exited)];
        await runtime.KillAsync();
        await runtime.LaunchAsync();
        ContainerStatus[] after = [await runtime.StatusAsync(created), await runtime.StatusAsync(exited)];
        await runtime.StartAsync(created);

        Assert.Equal(before, after);
        Assert.Equal(0, (await runtime.WaitExitedAsync(created)).ExitCode);
    }
}
