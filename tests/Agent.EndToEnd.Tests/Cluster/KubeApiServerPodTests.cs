using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Xunit.Abstractions;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>On the real kube-apiserver, with its controllers and scheduler.</summary>
public sealed class KubeApiServerPodTests(KubeApiServerFixture cluster, ITestOutputHelper output)
    : ClusterPodTests(cluster, output), IClassFixture<KubeApiServerFixture>
{
    [SkippableFact]
    public async Task Pod_ServiceAccountToken_IsMountedAndTheApiServerTakesIt()
    {
        await cluster.StartAsync();
        var manifest = ClusterManifest.Sleeping("token");
        manifest["spec"]!["volumes"] = JsonNode.Parse("""
            [{"name":"access","projected":{"sources":[
              {"serviceAccountToken":{"path":"token","expirationSeconds":600}},
              {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"fieldPath":"metadata.namespace"}}]}}]}}]
            """);
        manifest["spec"]!["containers"]![0]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "access", ["mountPath"] = "/access" });
        await cluster.Kubectl.ApplyAsync(manifest);
        var pod = await cluster.PodReadyAsync("token");

        var directory = VolumeDirectory(pod, "kubernetes.io~projected", "access");
        Assert.Equal("default", await File.ReadAllTextAsync(Path.Combine(directory, "namespace")));
        var token = await File.ReadAllTextAsync(Path.Combine(directory, "token"));
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        var claims = JsonNode.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')))!;
        Assert.Equal("system:serviceaccount:default:default", (string?)claims["sub"]);
        Assert.Equal((string?)pod["metadata"]!["uid"], (string?)claims["kubernetes.io"]!["pod"]!["uid"]);
        Assert.Equal(600, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Contains(
            File.ReadLines("/proc/self/mountinfo"),
            line => line.Contains(directory + " ", StringComparison.Ordinal) && line.Contains(" tmpfs ", StringComparison.Ordinal));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(cluster.Agent.LogFile), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Pod_ClaimOfALocalVolume_IsMountedAndItsContentStays()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.RunAsync("delete", "pvc/lab-disk", "pv/lab-disk", "--ignore-not-found", "--wait=false");
        var disk = Directory.CreateDirectory(Path.Combine(cluster.Agent.RootDirectory, "lab-disk")).FullName;
        await cluster.Kubectl.ApplyAsync(JsonNode.Parse("""
            {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"lab-disk"},"spec":{
              "capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"storageClassName":"none","persistentVolumeReclaimPolicy":"Retain",
              "local":{"path":"DISK"},
              "nodeAffinity":{"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/hostname","operator":"Exists"}]}]}}}}
            """.Replace("DISK", disk, StringComparison.Ordinal))!.AsObject());
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
