using System.Globalization;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>Containers whose processes die; an agent that ends, crashes and comes back while its pods live on.</summary>
public abstract partial class StaticPodFacts
{
    [SkippableFact]
    public async Task Process_KilledAgainAndAgain_RestartsAfter0Then10Then20Seconds()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("crash"));

        // The delay counts from the end of one instance to the start of the next.
        foreach (var (attempt, least, most) in new[] { (0, 0, 10), (1, 10, 20), (2, 20, 40) })
        {
            var running = await lab.Runtime.RunningAsync("crash", attempt);
            await lab.KillProcessAsync(running.Id);
            var exited = await lab.Runtime.ExitedAsync("crash", attempt);
            var next = await lab.Runtime.RunningAsync("crash", attempt + 1);

            var count = attempt + 1;
            Assert.Equal(137, exited.ExitCode);
            Assert.Equal(count.ToString(CultureInfo.InvariantCulture), next.Annotations["io.kubernetes.container.restartCount"]);
            Assert.InRange((next.StartedAt - exited.FinishedAt) / 1e9, least, most);
            var pod = await lab.ExplainedAsync("crash", p => p.State == "Running" && p.Containers[0].RestartCount == count, "Running");
            Assert.Equal(next.Id, pod.Containers[0].ContainerId);
        }

        Assert.Single(await lab.Runtime.SandboxesAsync("crash"));
    }

    [SkippableFact]
    public async Task Process_OneOfTwoKilled_TheOtherIsUntouched()
    {
        await using var lab = await StartAsync();
        var pod = lab.Sleeping("pair");
        pod["spec"]!["containers"]!.AsArray().Add(PodManifest.Container("other", lab.Shell, "sleep", "100000"));
        lab.Write(pod);
        var main = await lab.Runtime.RunningAsync("pair");
        var other = await lab.Runtime.RunningAsync("pair", container: "other");

        await lab.KillProcessAsync(main.Id);
        await lab.Runtime.RunningAsync("pair", attempt: 1);

        Assert.True(await lab.Runtime.IsRunningAsync(other.Id));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agent_Restarted_NothingIsRestarted(bool crash)
    {
        await using var lab = await StartAsync();
        string[] names = ["one", "two", "three"];
        foreach (var name in names)
        {
            lab.Write(lab.Sleeping(name));
        }

        foreach (var name in names)
        {
            await lab.ExplainedAsRunningAsync(name);
        }

        var before = await lab.Runtime.FingerprintAsync();
        if (crash)
        {
            await lab.Agent.KillAsync();
        }
        else
        {
            Assert.Equal(0, await lab.Agent.StopAsync());
        }

        await lab.Agent.StartAsync();
        foreach (var name in names)
        {
            var pod = await lab.ExplainedAsRunningAsync(name);
            Assert.Equal(0, pod.Containers[0].RestartCount);
        }

        await Eventually.StaysTrueAsync(
            async () => (await lab.Runtime.FingerprintAsync()).SequenceEqual(before), TimeSpan.FromSeconds(4));
    }

    [SkippableFact]
    public async Task Agent_ContainerEndsWhileItIsAway_IsRestartedWithItsCount()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("ends"));
        var before = await lab.Runtime.RunningAsync("ends");

        await lab.Agent.KillAsync();
        await lab.KillProcessAsync(before.Id);
        await lab.Runtime.ExitedAsync("ends");
        await lab.Agent.StartAsync();

        await lab.Runtime.RunningAsync("ends", attempt: 1);
        Assert.Equal(1, (await lab.ExplainedAsRunningAsync("ends")).Containers[0].RestartCount);
    }

    [SkippableFact]
    public async Task Agent_ManifestsChangeWhileItIsAway_AreCarriedOut()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("removed"));
        lab.Write(lab.Sleeping("kept"));
        await lab.Runtime.RunningAsync("removed");
        var kept = await lab.Runtime.RunningAsync("kept");

        await lab.Agent.KillAsync();
        lab.Manifests.Delete("removed");
        lab.Write(lab.Sleeping("added"));
        await lab.Agent.StartAsync();

        await lab.Runtime.RunningAsync("added");
        await lab.Runtime.GoneAsync("removed");
        Assert.True(await lab.Runtime.IsRunningAsync(kept.Id));
    }
}
