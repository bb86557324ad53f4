using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Volumes whose content comes from the API server.</summary>
public abstract partial class ClusterPodTests
{
    [SkippableFact]
    public async Task Pod_ConfigMapAndSecretVolumes_FollowTheirObjectsInTheRunningPod()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.RunAsync("delete", "configmap/lab-files", "secret/lab-files", "--ignore-not-found");
        var manifest = ClusterManifest.Sleeping("files");
        manifest["spec"]!["volumes"] = new JsonArray(
            new JsonObject { ["name"] = "map", ["configMap"] = new JsonObject { ["name"] = "lab-files" } },
            new JsonObject { ["name"] = "secret", ["secret"] = new JsonObject { ["secretName"] = "lab-files", ["defaultMode"] = 256 } });
        manifest["spec"]!["containers"]![0]!["volumeMounts"] = new JsonArray(
            new JsonObject { ["name"] = "map", ["mountPath"] = "/map" },
            new JsonObject { ["name"] = "map", ["mountPath"] = "/color", ["subPath"] = "color" },
            new JsonObject { ["name"] = "secret", ["mountPath"] = "/secret" });
        await cluster.Kubectl.ApplyAsync(manifest);
        await Eventually.TrueAsync(
            async () => (await cluster.Kubectl.RunAsync("get", "events", "--field-selector", "reason=FailedMount", "-o", "json"))
                .Contains("configmap \\\"lab-files\\\" not found", StringComparison.Ordinal),
            "the missing config map is an event");

        await cluster.Kubectl.RunAsync("create", "secret", "generic", "lab-files", "--from-literal=word=xyzzy");
        await cluster.Kubectl.RunAsync("create", "configmap", "lab-files", "--from-literal=color=blue");
        var pod = await cluster.PodReadyAsync("files");

        // As the container sees it, through its own mounts.
        var root = $"/proc/{await new RuntimeView(cluster.Runtime).ProcessAsync((await ContainerAsync("files"))!)}/root";
        Assert.Equal("blue", await File.ReadAllTextAsync(root + "/map/color"));
        Assert.Equal("blue", await File.ReadAllTextAsync(root + "/color"));
        Assert.Equal("xyzzy", await File.ReadAllTextAsync(root + "/secret/word"));
        Assert.Equal((UnixFileMode)256, File.GetUnixFileMode(root + "/secret/word"));
        Assert.ThrowsAny<IOException>(() => File.WriteAllText(root + "/map/new", ""));

        await cluster.Kubectl.RunAsync("patch", "configmap", "lab-files", "-p", """{"data":{"color":"green","more":"x"}}""");
        await Eventually.TrueAsync(() => File.ReadAllText(root + "/map/color") == "green" && File.Exists(root + "/map/more"), "the running pod sees the change");
        Assert.Equal(0, Restarts(await cluster.PodReadyAsync("files")));

        await cluster.Kubectl.RunAsync("delete", "pod", "files", "--wait=false");
        await cluster.PodGoneAsync("files");
        await Eventually.TrueAsync(
            () => !Directory.Exists(Path.Combine(cluster.Agent.RootDirectory, "pods", (string)pod["metadata"]!["uid"]!)), "nothing of its volumes is left");
    }
}
