using System.Text.Json.Nodes;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>Facts about static pods that hold on every runtime; the derived classes say which.</summary>
public abstract partial class StaticPodFacts
{
    private const string RelistOften = "fileCheckFrequency: 1s";

    [SkippableFact]
    public async Task Manifest_Added_PodRunsAndExplainsItself()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("added"));

        var container = await lab.Runtime.RunningAsync("added");
        var sandbox = await lab.Runtime.SandboxStatusAsync("added");
        var pod = await lab.ExplainedAsRunningAsync("added");

        Assert.Equal([sandbox.Network.Ip], pod.Ips);
        Assert.Equal(container.Id, Assert.Single(pod.Containers).ContainerId);
    }

    [SkippableFact]
    public async Task Manifest_ContainerWrites_LogLiesWhereTheKubeletPutsIt()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Pod("log", "sh", "-c", "echo hello; sleep 100000"));

        await lab.Runtime.RunningAsync("log");
        var uid = (await lab.Runtime.SandboxesAsync("log"))[0].Metadata.Uid;
        var file = Path.Combine(lab.Agent.LogsDirectory, $"default_{RuntimeView.PodName("log")}_{uid}", "main", "0.log");

        await Eventually.TrueAsync(() =>
            File.Exists(file) && File.ReadAllText(file).EndsWith(" stdout F hello\n", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Manifest_Added_LabelsAndAnnotationsAreTheKubelets()
    {
        await using var lab = await StartAsync();
        var pod = lab.Sleeping("labels");
        pod["metadata"]!["namespace"] = "kube-system";
        pod["metadata"]!["labels"] = new JsonObject { ["tier"] = "node" };
        pod["metadata"]!["annotations"] = new JsonObject { ["example.com/note"] = "kept" };
        lab.Write(pod);

        var container = await lab.Runtime.RunningAsync("labels");
        var sandbox = (await lab.Runtime.SandboxesAsync("labels"))[0];

        var uid = sandbox.Metadata.Uid;
        Assert.Matches("^[0-9a-f]{32}$", uid);
        var identity = new Dictionary<string, string>
        {
            ["io.kubernetes.pod.name"] = RuntimeView.PodName("labels"),
            ["io.kubernetes.pod.namespace"] = "kube-system",
            ["io.kubernetes.pod.uid"] = uid,
        };
        Assert.Equal(new Dictionary<string, string>(identity) { ["tier"] = "node" }, sandbox.Labels);
        Assert.Equal(new Dictionary<string, string>(identity) { ["io.kubernetes.container.name"] = "main" }, container.Labels);
        Assert.Equal("kept", sandbox.Annotations["example.com/note"]);
        Assert.Equal("file", sandbox.Annotations["kubernetes.io/config.source"]);
        Assert.Equal(uid, sandbox.Annotations["kubernetes.io/config.hash"]);
        Assert.True(DateTimeOffset.TryParse(sandbox.Annotations["kubernetes.io/config.seen"], out _));
        Assert.Matches("^[0-9a-f]{1,8}$", container.Annotations["io.kubernetes.container.hash"]);
        Assert.Equal("0", container.Annotations["io.kubernetes.container.restartCount"]);
        Assert.Equal("/dev/termination-log", container.Annotations["io.kubernetes.container.terminationMessagePath"]);
        Assert.Equal("File", container.Annotations["io.kubernetes.container.terminationMessagePolicy"]);
        Assert.Equal("1", container.Annotations["io.kubernetes.pod.terminationGracePeriod"]);
    }

    [SkippableFact]
    public async Task Manifest_Deleted_PodIsGoneFromRuntimeAndExplain()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("gone"));
        lab.Write(lab.Sleeping("stays"));
        await lab.Runtime.RunningAsync("gone");
        var other = await lab.Runtime.RunningAsync("stays");

        lab.Manifests.Delete("gone");

        await lab.Runtime.GoneAsync("gone");
        await Eventually.TrueAsync(async () => await lab.ExplainAsync("gone") is null, "explain forgets the pod");
        Assert.Equal(ContainerState.ContainerRunning, (await lab.Runtime.StatusAsync(other.Id)).State);
    }

    [SkippableFact]
    public async Task Manifest_ImageEdited_NewPodStartsAfterTheOldIsGone()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("edit"));
        var old = await lab.Runtime.RunningAsync("edit");
        var oldUid = (await lab.Runtime.SandboxesAsync("edit"))[0].Metadata.Uid;

        lab.Write(PodManifest.Of("edit", lab.ShellNext, "sleep", "100000"));
        var next = await Eventually.ValueAsync(
            async () =>
            {
                // Never two of one name at once: they might share a host port, a directory, a lock.
                var running = await lab.Runtime.RunningContainersAsync("edit");
                Assert.InRange(running.Count, 0, 1);
                return running.FirstOrDefault(c => c.Id != old.Id);
            },
            "the new version runs");

        Assert.NotEqual(oldUid, (await lab.Runtime.SandboxesAsync("edit"))[0].Metadata.Uid);
        Assert.Equal(lab.ShellNext, (await lab.Runtime.StatusAsync(next.Id)).Image.Image);
        await Eventually.TrueAsync(
            async () => (await lab.Runtime.SandboxesAsync("edit")).Count == 1, "the old sandbox is removed");
    }

    [SkippableFact]
    public async Task Manifest_TwoContainersAndTwoInit_StartInOrder()
    {
        await using var lab = await StartAsync();
        var pod = lab.Sleeping("several");
        pod["spec"]!["initContainers"] = new JsonArray(
            PodManifest.Container("first", lab.Shell, "sleep", "1"), PodManifest.Container("second", lab.Shell, "true"));
        pod["spec"]!["containers"]!.AsArray().Add(PodManifest.Container("side", lab.Shell, "sleep", "100000"));
        lab.Write(pod);

        var main = await lab.Runtime.RunningAsync("several");
        var side = await lab.Runtime.RunningAsync("several", container: "side");
        var first = await lab.Runtime.ExitedAsync("several", container: "first");
        var second = await lab.Runtime.ExitedAsync("several", container: "second");

        Assert.True(first.FinishedAt <= second.StartedAt, "the second init container starts after the first has ended");
        Assert.True(
            second.FinishedAt <= Math.Min(main.StartedAt, side.StartedAt), "containers start after the last init container");
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
    }

    [SkippableFact]
    public async Task Manifest_Deleted_ContainerHasItsGracePeriodAndNoMore()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Pod("stubborn", "sh", "-c", "trap '' TERM; while :; do sleep 1; done")
            .With("terminationGracePeriodSeconds", 5));
        lab.Write(lab.Pod("obedient", "sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1; done")
            .With("terminationGracePeriodSeconds", 300));
        await lab.Runtime.RunningAsync("stubborn");
        await lab.Runtime.RunningAsync("obedient");

        var deleted = DateTimeOffset.UtcNow;
        lab.Manifests.Delete("stubborn");
        lab.Manifests.Delete("obedient");
        await Eventually.TrueAsync(async () => (await lab.Runtime.RunningContainersAsync("stubborn")).Count == 0, "it is killed");
        var took = DateTimeOffset.UtcNow - deleted;

        Assert.InRange(took, TimeSpan.FromSeconds(4.9), TimeSpan.MaxValue);
        await lab.Runtime.GoneAsync("obedient");
        await lab.Runtime.GoneAsync("stubborn");
    }

    private protected abstract Task<StaticPodLab> StartAsync(string configuration = "");
}
