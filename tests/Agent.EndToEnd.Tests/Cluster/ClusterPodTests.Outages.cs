using System.Diagnostics;
using System.Text.Json.Nodes;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>The agent, its node or the API server ends and comes back: nothing that runs may notice.</summary>
public sealed partial class ClusterPodTests
{
    /// <summary>Five seconds is the promise; a machine busy with other tests gets more.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public async Task Node_AgentStarts_IsReadySoon()
    {
        await cluster.StartAsync();
        await cluster.StopAgentAsync();
        await cluster.Kubectl.RunAsync("delete", "node", AgentProcess.NodeName);

        var watch = Stopwatch.StartNew();
        cluster.Agent.Launch();
        await cluster.NodeReadyAsync();

        output.WriteLine($"Ready {watch.Elapsed.TotalSeconds:0.0} s after the start");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, ReadyWithin);
    }

    [SkippableFact]
    public async Task Node_Deleted_IsRegisteredAgain()
    {
        await cluster.StartAsync();
        var before = await cluster.NodeReadyAsync();

        await cluster.Kubectl.RunAsync("delete", "node", AgentProcess.NodeName);

        var after = await cluster.NodeReadyAsync();
        Assert.NotEqual(Uid(before), Uid(after));
    }

    [SkippableFact]
    public async Task Agent_KilledAndStarted_RestartsNothingAndWritesNothing()
    {
        await cluster.StartAsync();
        string[] names = ["kept-1", "kept-2", "kept-3"];
        foreach (var name in names)
        {
            await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping(name));
            await cluster.PodReadyAsync(name);
        }

        var before = await VersionsAsync(names);
        var containers = await ContainersAsync();
        await cluster.Agent.KillAsync();
        await cluster.Agent.StartAsync();
        await cluster.NodeReadyAsync();

        await Eventually.StaysTrueAsync(
            async () => (await VersionsAsync(names)).SequenceEqual(before) && (await ContainersAsync()).SequenceEqual(containers),
            TimeSpan.FromSeconds(10));
    }

    [SkippableFact]
    public async Task ApiServer_AwayForLong_PodsRunOnAndARestartIsToldAfterwards()
    {
        await cluster.StartAsync();
        string[] names = ["stays", "restarts"];
        foreach (var name in names)
        {
            await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping(name));
            await cluster.PodReadyAsync(name);
        }

        var stays = await ContainerAsync("stays");
        var restarts = await ContainerAsync("restarts");
        await cluster.ControlPlane.ApiServer.SuspendAsync();
        var outage = Stopwatch.StartNew();
        await KillContainerAsync("restarts");
        await Eventually.TrueAsync(
            async () => await ContainerAsync("restarts") is { } now && now != restarts, "the container is restarted without an API server");
        await Eventually.StaysTrueAsync(
            async () => await ContainerAsync("stays") == stays, Outage - TimeSpan.FromTicks(Math.Min(Outage.Ticks, outage.Elapsed.Ticks)));
        cluster.ControlPlane.ApiServer.Resume();

        await cluster.PodAsync("restarts", p => Restarts(p) == 1 && Conditions.AreTrue(p, "Ready"), "ready, restarted once");
        Assert.Equal(0, Restarts(await cluster.PodReadyAsync("stays")));
        Assert.Equal(stays, await ContainerAsync("stays"));
    }

    private static string? Uid(JsonNode item) => (string?)item["metadata"]!["uid"];

    private async Task<IReadOnlyList<string?>> VersionsAsync(IEnumerable<string> names)
    {
        List<string?> versions = [];
        foreach (var name in names)
        {
            versions.Add((string?)(await cluster.Kubectl.GetAsync("pod", name))?["metadata"]!["resourceVersion"]);
        }

        return versions;
    }

    /// <summary>Every instance of every container, and what it does.</summary>
    private async Task<IReadOnlyList<string>> ContainersAsync()
    {
        var all = await cluster.Runtime.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        return [.. all.Containers.Select(c => $"{c.Id} {c.State}").Order(StringComparer.Ordinal)];
    }
}
