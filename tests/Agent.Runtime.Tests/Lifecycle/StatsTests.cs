using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class StatsTests
{
    private const string Busy = "while :; do :; done";

    [SkippableTheory, EitherPrivilege]
    public async Task Stats_OfABusyContainer_AreNotZeroAndAddUp(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", Busy);
        var stats = await Eventually.GetAsync(
            () => ReadAsync(runtime, id), stats => stats.Cpu?.UsageNanoCores?.Value > 0 && stats.Cpu.UsageCoreNanoSeconds.Value > 100_000_000, "CPU use");
        var exited = await runtime.StartShellAsync(sandbox, "exited", "true");
        await runtime.WaitExitedAsync(exited);
        var list = await runtime.Client.ListContainerStatsAsync(
            new ListContainerStatsRequest { Filter = new ContainerStatsFilter { PodSandboxId = sandbox } }, CancellationToken.None);
        var pods = await runtime.Client.ListPodSandboxStatsAsync(new ListPodSandboxStatsRequest(), CancellationToken.None);
        var pod = (await runtime.Client.PodSandboxStatsAsync(new PodSandboxStatsRequest { PodSandboxId = sandbox }, CancellationToken.None)).Stats;

        Assert.Equal("main", stats.Attributes.Metadata.Name);
        Assert.True(stats.Memory.WorkingSetBytes.Value > 100_000, $"{stats.Memory}");
        Assert.True(stats.Memory.RssBytes.Value > 0);
        Assert.True(stats.WritableLayer.UsedBytes.Value > 0);
        Assert.Equal(2, list.Stats.Count);
        Assert.Null(list.Stats.Single(entry => entry.Attributes.Id == exited).Cpu);
        Assert.Equal(sandbox, Assert.Single(pods.Stats).Attributes.Id);
        Assert.True(pod.Linux.Cpu.UsageCoreNanoSeconds.Value >= stats.Cpu.UsageCoreNanoSeconds.Value);
        Assert.Equal(1UL, pod.Linux.Process.ProcessCount.Value);
        Assert.Single(pod.Linux.Containers);
    }

    [Fact]
    public async Task Streams_OfAllLists_HoldWhatTheListsHold()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true"));

        Assert.Equal(id, Assert.Single((await runtime.Client.StreamContainersAsync(new StreamContainersRequest(), CancellationToken.None)).Containers).Id);
        Assert.Equal(sandbox, Assert.Single((await runtime.Client.StreamPodSandboxesAsync(new StreamPodSandboxesRequest(), CancellationToken.None)).PodSandboxes).Id);
        Assert.Equal(id, Assert.Single((await runtime.Client.StreamContainerStatsAsync(new StreamContainerStatsRequest(), CancellationToken.None)).ContainerStats).Attributes.Id);
        Assert.Equal(sandbox, Assert.Single((await runtime.Client.StreamPodSandboxStatsAsync(new StreamPodSandboxStatsRequest(), CancellationToken.None)).PodSandboxStats).Attributes.Id);
        Assert.Equal(2, (await runtime.Client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None)).Images.Count);
    }

    private static async Task<ContainerStats> ReadAsync(RuntimeHarness runtime, string id) =>
        (await runtime.Client.ContainerStatsAsync(new ContainerStatsRequest { ContainerId = id }, CancellationToken.None)).Stats;
}
