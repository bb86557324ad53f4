using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Volumes whose content comes from the real API server.</summary>
public sealed partial class ClusterPodTests
{
    [SkippableFact]
    public async Task Pod_ServiceAccountToken_IsMountedAndTheApiServerTakesIt()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("token"));
        var pod = await cluster.PodReadyAsync("token");

        var directory = VolumeDirectory(pod, "kubernetes.io~projected", (string)pod["spec"]!["volumes"]![0]!["name"]!);
        Assert.Equal("default", await File.ReadAllTextAsync(Path.Combine(directory, "namespace")));
        Assert.Contains("BEGIN CERTIFICATE", await File.ReadAllTextAsync(Path.Combine(directory, "ca.crt")), StringComparison.Ordinal);
        var token = await File.ReadAllTextAsync(Path.Combine(directory, "token"));
        var who = await cluster.Kubectl.RunAsync("auth", "whoami", "-o", "json", "--token", token);
        Assert.Contains("system:serviceaccount:default:default", who, StringComparison.Ordinal);
        Assert.Contains("\"authentication.kubernetes.io/pod-name\"", who, StringComparison.Ordinal);
        Assert.Contains(File.ReadLines("/proc/self/mountinfo"), line => line.Contains(directory + " ", StringComparison.Ordinal) && line.Contains(" tmpfs ", StringComparison.Ordinal));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(cluster.Agent.LogFile), StringComparison.Ordinal);
    }

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

    [SkippableFact]
    public async Task Pod_ClaimOfALocalVolume_IsMountedAndItsContentStays()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.RunAsync("delete", "pvc/lab-disk", "pv/lab-disk", "--ignore-not-found", "--wait=false");
        var disk = Directory.CreateDirectory(Path.Combine(cluster.Agent.RootDirectory, "lab-disk")).FullName;
        await cluster.Kubectl.ApplyAsync(JsonNode.Parse($$"""
            {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"lab-disk"},"spec":{
              "capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"storageClassName":"none","persistentVolumeReclaimPolicy":"Retain",
              "local":{"path":"{{disk}}"},
              "nodeAffinity":{"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/hostname","operator":"Exists"}]}]}}}}
            """)!.AsObject());
        await cluster.Kubectl.ApplyAsync(JsonNode.Parse("""
            {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"lab-disk"},"spec":{
              "accessModes":["ReadWriteOnce"],"storageClassName":"none","volumeName":"lab-disk","resources":{"requests":{"storage":"1Gi"}}}}
            """)!.AsObject());
        var manifest = ClusterManifest.Pod("disk", "sh", "-c", "echo kept > /disk/f && sleep 100000");
        manifest["spec"]!["volumes"] = new JsonArray(
            new JsonObject { ["name"] = "disk", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = "lab-disk" } });
        manifest["spec"]!["containers"]![0]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "disk", ["mountPath"] = "/disk" });
        await cluster.Kubectl.ApplyAsync(manifest);
        await cluster.PodReadyAsync("disk");

        await Eventually.TrueAsync(() => File.Exists(Path.Combine(disk, "f")), "the pod wrote to the disk");
        await cluster.Kubectl.RunAsync("delete", "pod", "disk", "--wait=false");
        await cluster.PodGoneAsync("disk");
        Assert.Equal("kept\n", await File.ReadAllTextAsync(Path.Combine(disk, "f")));
        Assert.DoesNotContain(File.ReadLines("/proc/self/mountinfo"), line => line.Contains("kubernetes.io~local-volume", StringComparison.Ordinal)
            && line.Contains(cluster.Agent.RootDirectory, StringComparison.Ordinal));
    }

    private string VolumeDirectory(JsonNode pod, string plugin, string name) =>
        Path.Combine(cluster.Agent.RootDirectory, "pods", (string)pod["metadata"]!["uid"]!, "volumes", plugin, name);
}
