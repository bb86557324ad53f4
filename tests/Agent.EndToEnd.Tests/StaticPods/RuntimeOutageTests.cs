using System.Diagnostics;
using System.Net;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>A containerd that is away, or hangs, for longer than the 30 seconds after which a kubelet calls it down.</summary>
public sealed class RuntimeOutageTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(35);

    [SkippableTheory]
    [InlineData("stopped")]
    [InlineData("hanging")]
    public async Task Containerd_AwayForLong_AgentAnswersAndNothingIsRestartedAfterwards(string how)
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        string[] names = ["one", "two", "dies"];
        foreach (var name in names)
        {
            lab.Write(lab.Sleeping(name));
            await lab.Runtime.RunningAsync(name);
        }

        var one = await lab.Runtime.RunningAsync("one");
        var dies = await lab.Runtime.ProcessAsync((await lab.Runtime.RunningAsync("dies")).Id);
        await (how == "stopped" ? containerd.Server.StopAsync() : containerd.Server.Process.SuspendAsync());
        lab.Write(lab.Sleeping("new"));
        lab.Manifests.Delete("two");
        Libc.Kill(dies, Signal.Kill);

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Outage)
        {
            var asked = Stopwatch.StartNew();
            Assert.NotEmpty((await lab.Agent.ExplainAsync()).Pods);
            await lab.Agent.HealthAsync();
            Assert.InRange(asked.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        var report = await lab.Agent.ExplainAsync();
        Assert.False(report.Runtime.RuntimeReady, report.Runtime.ToString());
        Assert.Equal(HttpStatusCode.OK, await lab.Agent.HealthAsync());
        Assert.All(report.Pods, pod => Assert.True(pod.State == "Running" || pod.WaitingFor.Length > 0 || pod.NextTimer is not null, pod.ToString()));

        if (how == "stopped")
        {
            await containerd.Server.StartAsync();
        }
        else
        {
            containerd.Server.Process.Resume();
        }

        await Eventually.TrueAsync(async () => (await lab.Agent.ExplainAsync()).Runtime.RuntimeReady, "the agent sees the runtime again");
        await lab.Runtime.RunningAsync("new");
        await lab.Runtime.RunningAsync("dies", attempt: 1);
        await lab.Runtime.GoneAsync("two");
        var after = await lab.Runtime.RunningAsync("one");
        Assert.Equal((one.Id, one.StartedAt), (after.Id, after.StartedAt));
        await Eventually.StaysTrueAsync(
            async () => (await lab.Runtime.AllContainersAsync()).All(c => c.Metadata.Attempt <= 1), TimeSpan.FromSeconds(4));
    }

    [SkippableFact]
    public async Task Containerd_NotThereAtStart_PodsStartWhenItComes()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("kept"));
        var kept = await lab.Runtime.RunningAsync("kept");
        await lab.Agent.KillAsync();
        await containerd.Server.StopAsync();

        lab.Agent.Launch();
        lab.Write(lab.Sleeping("waits"));
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await lab.Agent.HealthAsync() == HttpStatusCode.OK && !(await lab.Agent.ExplainAsync()).Node.Adopted;
                }
                catch (Exception error) when (error is HttpRequestException or Server.Local.AgentUnreachableException)
                {
                    return false;
                }
            },
            "the agent answers without a runtime");
        await containerd.Server.StartAsync();

        await lab.Runtime.RunningAsync("waits");
        Assert.Equal(kept.Id, (await lab.Runtime.RunningAsync("kept")).Id);
    }
}
