using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class CgroupTests
{
    private const long Limit = 32 * 1024 * 1024;

    [SkippableFact]
    public async Task Container_WithLimits_IsInItsCgroupsAndLeavesNone()
    {
        SkipWithoutCgroups();
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", "exec sleep 1000", config => config.Linux = Resources(new LinuxContainerResources
        {
            CpuShares = 512,
            CpuPeriod = 100000,
            CpuQuota = 50000,
            MemoryLimitInBytes = Limit,
            CpusetCpus = "0",
            OomScoreAdj = 500,
        }));
        var pid = await runtime.PidAsync(id);
        var cgroups = await File.ReadAllTextAsync($"/proc/{pid}/cgroup");
        var score = await File.ReadAllTextAsync($"/proc/{pid}/oom_score_adj");
        var folder = Path.GetFileName(runtime.Folder);
        var directories = Directories(folder);
        await runtime.Client.UpdateContainerResourcesAsync(
            new UpdateContainerResourcesRequest { ContainerId = id, Linux = new LinuxContainerResources { MemoryLimitInBytes = 2 * Limit } }, CancellationToken.None);
        var updated = await runtime.StatusAsync(id);
        await runtime.StopAsync(id, 0);
        var afterStop = Directories(folder).Where(directory => directory.EndsWith(id, StringComparison.Ordinal));
        await runtime.Client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);

        Assert.Contains($"/{folder}/pod-pod/{id}", cgroups, StringComparison.Ordinal);
        Assert.Equal("500", score.Trim());
        Assert.NotEmpty(directories);
        Assert.Equal((2 * Limit, 512), (updated.Resources.Linux.MemoryLimitInBytes, updated.Resources.Linux.CpuShares));
        Assert.Empty(afterStop);
        Assert.Empty(Directories(folder));
    }

    [SkippableFact]
    public async Task Container_UsesMoreMemoryThanItsLimit_IsOomKilled()
    {
        SkipWithoutCgroups();
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(), "main", "head -c 300m /dev/zero | tail -c 200m > /dev/null", config => config.Linux = Resources(new LinuxContainerResources
            {
                MemoryLimitInBytes = Limit,
                MemorySwapLimitInBytes = Limit,
            }));
        var status = await runtime.WaitExitedAsync(id);

        Assert.Equal((137, "OOMKilled"), (status.ExitCode, status.Reason));
    }

    [SkippableFact]
    public async Task RuntimeKilled_WhileContainersRunAndEnd_LeavesNoCgroup()
    {
        SkipWithoutCgroups();
        string folder;
        await using (var runtime = await RuntimeHarness.StartAsync())
        {
            folder = Path.GetFileName(runtime.Folder);
            var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
            var pid = await runtime.PidAsync(id);
            await runtime.KillAsync();
            _ = Native.Libc.KillRaw(pid, Native.Libc.SigKill);
            await Eventually.TrueAsync(() => new Runtime.Processes.ProcessTable().Find(pid) is not { IsAlive: true }, "ended");
            await runtime.LaunchAsync();
            Assert.Equal(ContainerState.ContainerExited, (await runtime.StatusAsync(id)).State);
        }

        Assert.Empty(Directories(folder));
    }

    [SkippableFact]
    public async Task CgroupParent_OfSystemdOrOutside_IsRefused()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var slice = await Assert.ThrowsAsync<RpcException>(
            () => runtime.RunPodAsync("slice", config => config.Linux.CgroupParent = "kubepods-besteffort.slice"));
        var outside = await Assert.ThrowsAsync<RpcException>(() => runtime.RunPodAsync("outside", config => config.Linux.CgroupParent = "/a/../../b"));

        Assert.Contains("cgroup driver is cgroupfs", slice.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("must be an absolute path", outside.Status.Detail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task UpdateContainerResources_WithoutCgroups_SaysWhyNot()
    {
        await using var runtime = await RuntimeHarness.StartAsync(Privilege.Own, "--no-cgroups");
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "exec sleep 1000");
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.Client.UpdateContainerResourcesAsync(
            new UpdateContainerResourcesRequest { ContainerId = id, Linux = new LinuxContainerResources { CpuShares = 5 } }, CancellationToken.None));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }

    private static void SkipWithoutCgroups() =>
        Skip.If(CgroupHost.Detect(new CgroupParents("/nonexistent")) is null, "there are no cgroups these tests may use");

    private static string[] Directories(string name) =>
        [.. Directory.GetDirectories("/sys/fs/cgroup", name, SearchOption.AllDirectories)
            .SelectMany(directory => Directory.GetDirectories(directory, "*", SearchOption.AllDirectories).Append(directory))];

    private static LinuxContainerConfig Resources(LinuxContainerResources resources) => new() { Resources = resources };
}
