using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>Pods and manifests that are wrong: each is named with its reason, and costs nobody else anything.</summary>
public abstract partial class StaticPodFacts
{
    [SkippableFact]
    public async Task Command_FailsAtOnce_BacksOffAndSaysWhenItIsNext()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Pod("failing", "sh", "-c", "exit 3"));

        var pod = await lab.ExplainedAsync(
            "failing",
            p => p.Containers is [{ Reason: "CrashLoopBackOff", NextTimer: not null, RestartCount: >= 1 }],
            "CrashLoopBackOff");

        var container = pod.Containers[0];
        Assert.Equal(3, container.ExitCode);
        var exited = await lab.Runtime.ExitedAsync("failing", container.RestartCount);
        Assert.Equal(3, exited.ExitCode);
        var finished = DateTimeOffset.UnixEpoch.AddTicks(exited.FinishedAt / 100);
        Assert.InRange(container.NextTimer!.At - finished, TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(300));
    }

    [SkippableFact]
    public async Task Command_DoesNotExist_IsExplainedWithTheRuntimesWords()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Pod("nosuch", "no-such-program"));

        await lab.ExplainedAsync(
            "nosuch",
            p => p.Containers.Any(c => c.Message.Contains("no-such-program", StringComparison.Ordinal)),
            "names the program");
    }

    [SkippableTheory]
    [InlineData("Never", "exit 1")]
    [InlineData("Never", "exit 0")]
    [InlineData("OnFailure", "exit 0")]
    public async Task Command_EndsAndPolicySaysNo_IsNotRestarted(string policy, string script)
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Pod("once", "sh", "-c", script).With("restartPolicy", policy));

        await lab.Runtime.ExitedAsync("once");

        await Eventually.StaysTrueAsync(
            async () => (await lab.Runtime.ContainersAsync("once")).All(c => c.Metadata.Attempt == 0),
            TimeSpan.FromSeconds(4));
        Assert.Equal(0, Assert.Single((await lab.ExplainAsync("once"))!.Containers).RestartCount);
    }

    [SkippableTheory]
    [InlineData("{ not a pod")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: keep}, spec: {containers: [{name: main}, {name: main, image: x}]}}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: keep}}")]
    public async Task Manifest_Breaks_LastGoodVersionKeepsRunningAndTheFileIsNamed(string broken)
    {
        await using var lab = await StartAsync(RelistOften);
        lab.Write(lab.Sleeping("keep"));
        var before = await lab.Runtime.RunningAsync("keep");

        lab.Manifests.Write("keep", broken);
        await lab.ExplainedAsBadAsync("keep.yaml");

        // Some full listings later it is still so.
        await Eventually.StaysTrueAsync(() => lab.Runtime.IsRunningAsync(before.Id), TimeSpan.FromSeconds(3));

        lab.Write(lab.Sleeping("keep"));
        await Eventually.TrueAsync(
            async () => (await lab.Agent.ExplainAsync()).Node.BadManifests.Count == 0, "the file is good again");
        Assert.True(await lab.Runtime.IsRunningAsync(before.Id));
    }

    [SkippableFact]
    public async Task Manifest_BrokenFromTheStart_OthersRun()
    {
        await using var lab = await StartAsync();
        lab.Manifests.Write("a-broken", "{ not a pod");
        lab.Write(lab.Sleeping("b-good"));

        await lab.Runtime.RunningAsync("b-good");
        await lab.ExplainedAsBadAsync("a-broken.yaml");
    }

    [SkippableFact]
    public async Task Manifest_WrittenInPieces_RunsOnce()
    {
        await using var lab = await StartAsync();
        lab.Manifests.WriteInPlace("pieces", PodManifest.Text(lab.Sleeping("pieces")));

        var container = await lab.Runtime.RunningAsync("pieces");

        Assert.Equal(container.Id, Assert.Single(await lab.Runtime.ContainersAsync("pieces")).Id);
    }

    [SkippableFact]
    public async Task Manifests_TwoOfOneName_FirstRunsAndTheSecondTakesOver()
    {
        await using var lab = await StartAsync();
        lab.WriteAs("a", lab.Pod("twin", "sleep", "100001"));
        var first = await lab.Runtime.RunningAsync("twin");
        lab.WriteAs("b", lab.Pod("twin", "sleep", "100002"));

        await lab.ExplainedAsBadAsync("twin");
        Assert.Equal(first.Id, Assert.Single(await lab.Runtime.ContainersAsync("twin")).Id);

        lab.Manifests.Delete("a");
        await Eventually.TrueAsync(
            async () => await lab.Runtime.RunningContainersAsync("twin") is [var running] && running.Id != first.Id,
            "the second runs");
    }
}
