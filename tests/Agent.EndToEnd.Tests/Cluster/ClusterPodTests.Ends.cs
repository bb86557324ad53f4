using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Pods that come to their end, or cannot begin.</summary>
public abstract partial class ClusterPodTests
{
    [SkippableFact]
    public async Task Pod_WorkDone_IsSucceededAfterItsInitContainer()
    {
        await cluster.StartAsync();
        var manifest = ClusterManifest.Pod("work", "sh", "-c", "exit 0");
        var init = manifest["spec"]!["containers"]![0]!.DeepClone();
        init["name"] = "before";
        manifest["spec"]!["initContainers"] = new JsonArray(init);
        manifest["spec"]!["restartPolicy"] = "Never";

        await cluster.Kubectl.ApplyAsync(manifest);

        var pod = await cluster.PodAsync("work", p => (string?)p["status"]!["phase"] == "Succeeded", "succeeded");
        Assert.Equal("Completed", (string?)pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!["reason"]);
        Assert.Equal(0, (int?)pod["status"]!["initContainerStatuses"]![0]!["state"]!["terminated"]!["exitCode"]);
    }

    [SkippableFact]
    public async Task Pod_ImageCannotBePulled_SaysSoInStatusAndEvents()
    {
        await cluster.StartAsync();
        var manifest = ClusterManifest.Sleeping("no-image");
        manifest["spec"]!["containers"]![0]!["image"] = "127.0.0.1:1/absent:1";

        await cluster.Kubectl.ApplyAsync(manifest);

        await cluster.PodAsync(
            "no-image",
            p => (string?)p["status"]!["containerStatuses"]?[0]!["state"]!["waiting"]?["reason"] == "ImagePullBackOff",
            "ImagePullBackOff");
        await Eventually.TrueAsync(
            async () =>
            {
                var text = await cluster.Kubectl.RunAsync("describe", "pod", "no-image");
                return text.Contains("Failed to pull image \"127.0.0.1:1/absent:1\"", StringComparison.Ordinal)
                    && text.Contains("Back-off pulling image", StringComparison.Ordinal);
            },
            "kubectl describe shows the failed pull and the back-off");
    }

    [SkippableFact]
    public async Task Pod_DeletedWhileTheAgentIsAway_IsGoneAfterItsReturn()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("left"));
        await cluster.PodReadyAsync("left");
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("forced"));
        await cluster.PodReadyAsync("forced");
        await cluster.Agent.KillAsync();

        await cluster.Kubectl.RunAsync("delete", "pod", "left", "--wait=false");
        await cluster.Kubectl.RunAsync("delete", "pod", "forced", "--grace-period=0", "--force", "--wait=false");
        Assert.NotEmpty(await cluster.SandboxesAsync("left"));
        Assert.NotEmpty(await cluster.SandboxesAsync("forced"));
        await cluster.Agent.StartAsync();

        await cluster.PodGoneAsync("left");
        await cluster.PodGoneAsync("forced");
    }

    [SkippableFact]
    public async Task MirrorPod_Deleted_IsMadeAgainAndNothingIsRestarted()
    {
        await cluster.StartAsync();
        cluster.Agent.Manifests.Write("again", PodManifest.Text(PodManifest.Of("again", LabImages.Busybox, "sleep", "100000")));
        var name = RuntimeView.PodName("again");
        var before = await cluster.PodReadyAsync(name);
        var container = await ContainerAsync(name);

        await cluster.Kubectl.RunAsync("delete", "pod", name, "--wait=false");

        var after = await cluster.PodAsync(name, p => Uid(p) != Uid(before) && Conditions.AreTrue(p, "Ready"), "made again");
        Assert.Equal(0, Restarts(after));
        Assert.Equal(container, await ContainerAsync(name));
    }
}
