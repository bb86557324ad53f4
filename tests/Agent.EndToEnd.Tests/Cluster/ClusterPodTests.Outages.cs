using System.Diagnostics;
using System.Text.Json.Nodes;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>The agent, its node or the API server ends and comes back: nothing that runs may notice.</summary>
public abstract partial class ClusterPodTests
{
    /// <summary>Five seconds is the promise; a machine busy with other tests gets more.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(15);

    // Longer than the period of the node's facts: the first new reading of them may bring news.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(32);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(65);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);

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

    [SkippableFact]
    public async Task ApiServer_EndedAndStarted_StaticPodsRunOnAndStatusesCatchUp()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("stays"));
        cluster.Agent.Manifests.Write("local", PodManifest.Text(PodManifest.Of("local", LabImages.Busybox, "sleep", "100000")));
        var mirror = RuntimeView.PodName("local");
        await cluster.PodReadyAsync("stays");
        await cluster.PodReadyAsync(mirror);
        var stays = await ContainerAsync("stays");

        await cluster.ControlPlane.StopApiServerAsync();
        var outage = Stopwatch.StartNew();
        var local = await ContainerAsync(mirror);
        await KillContainerAsync(mirror);
        await Eventually.TrueAsync(
            async () => await ContainerAsync(mirror) is { } now && now != local, "the static pod is restarted without an API server");
        await Eventually.StaysTrueAsync(
            async () => await ContainerAsync("stays") == stays, Outage - TimeSpan.FromTicks(Math.Min(Outage.Ticks, outage.Elapsed.Ticks)));
        await cluster.ControlPlane.StartApiServerAsync();

        await cluster.PodAsync(mirror, p => Restarts(p) == 1 && Conditions.AreTrue(p, "Ready"), "ready, restarted once");
        await cluster.NodeReadyAsync();
        Assert.Equal(0, Restarts(await cluster.PodReadyAsync("stays")));
        Assert.Equal(stays, await ContainerAsync("stays"));
        await AssertNothingIsDoubledAsync(2);
    }

    /// <summary>410: what changed while nothing was watched is seen once, by listing again.</summary>
    [SkippableFact]
    public async Task Watch_HistoryIsGone_NothingIsLostAndNothingDoubled()
    {
        await cluster.StartAsync();
        foreach (var name in new[] { "kept", "removed", "replaced" })
        {
            await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping(name));
            await cluster.PodReadyAsync(name);
        }

        var kept = await ContainerAsync("kept");
        var replaced = await cluster.PodReadyAsync("replaced");
        await cluster.Agent.Process.SuspendAsync();
        await cluster.Kubectl.RunAsync("delete", "pod", "removed", "replaced", "--grace-period=0", "--force", "--wait=false");
        foreach (var name in new[] { "added", "replaced" })
        {
            await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping(name));
        }

        await cluster.ControlPlane.ForgetHistoryAsync();
        cluster.Agent.Process.Resume();

        await cluster.PodReadyAsync("added");
        var after = await cluster.PodAsync("replaced", p => Uid(p) != Uid(replaced) && Conditions.AreTrue(p, "Ready"), "replaced and ready");
        await cluster.PodGoneAsync("removed");
        Assert.Equal((0, kept), (Restarts(after), await ContainerAsync("kept")));
        await Eventually.TrueAsync(async () => (await cluster.SandboxesAsync("replaced")).Count == 1, "one sandbox is left of the replaced pod");
        await AssertNothingIsDoubledAsync(3);
        Assert.Contains("is too old", await File.ReadAllTextAsync(cluster.Agent.LogFile), StringComparison.Ordinal);
    }

    /// <summary>With default periods a node at rest renews its lease, and writes nothing else.</summary>
    [SkippableFact]
    public async Task Node_AtRest_WritesItsLeaseOnly()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("quiet"));
        await cluster.PodReadyAsync("quiet");
        var audit = new AuditLogReader(cluster.ControlPlane.AuditLogFile);

        // Until what the start of the pod leads to is written too: events, the status, the node's images.
        await Eventually.TrueAsync(
            async () =>
            {
                await audit.NodeWritesAsync();
                await Task.Delay(Quiet);
                return (await audit.NodeWritesAsync()).All(IsLease);
            },
            "the node is at rest",
            TimeSpan.FromMinutes(3));
        await Task.Delay(Watched);
        var writes = await audit.NodeWritesAsync();

        output.WriteLine($"{writes.Count / Watched.TotalSeconds:0.000} writes per second: {string.Join(", ", writes)}");
        Assert.All(writes, write => Assert.True(IsLease(write), write));
        Assert.InRange(writes.Count / Watched.TotalSeconds, 0.07, 0.11);
    }

    private static bool IsLease(string write) => write.StartsWith("update leases/", StringComparison.Ordinal);

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

    /// <summary>The UIDs of the pods that run in the runtime, one for each container.</summary>
    private async Task<IReadOnlyList<string>> RunningPodsAsync()
    {
        var all = await cluster.Runtime.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        return [.. all.Containers.Where(c => c.State == ContainerState.ContainerRunning).Select(c => c.Labels["io.kubernetes.pod.uid"])];
    }

    /// <summary>Each pod of one container has one that runs, and one sandbox that does.</summary>
    private async Task AssertNothingIsDoubledAsync(int pods)
    {
        // Pods of another test may still be ending.
        await Eventually.TrueAsync(async () => (await RunningPodsAsync()).Count <= pods, $"{pods} containers run");
        var running = await RunningPodsAsync();
        Assert.Equal(pods, running.Count);
        Assert.Equal(pods, running.Distinct(StringComparer.Ordinal).Count());
        var sandboxes = await cluster.Runtime.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None);
        Assert.Equal(pods, sandboxes.Items.Count(s => s.State == PodSandboxState.SandboxReady));
    }

    /// <summary>Every instance of every container, and what it does.</summary>
    private async Task<IReadOnlyList<string>> ContainersAsync()
    {
        var all = await cluster.Runtime.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        return [.. all.Containers.Select(c => $"{c.Id} {c.State}").Order(StringComparer.Ordinal)];
    }
}
