using System.Text.Json.Nodes;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.EndToEnd.Tests.Fixtures.Processes;
using Agent.EndToEnd.Tests.StaticPods;
using Xunit.Abstractions;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>
/// The agent as the node of a cluster: what an administrator does with kubectl, and what must hold then, whichever the
/// control plane.
/// </summary>
public abstract partial class ClusterPodTests(ClusterFixture cluster, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Pod_Applied_IsReadyWithAnAddressAndEvents()
    {
        await cluster.StartAsync();

        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("applied"));

        var pod = await cluster.PodReadyAsync("applied");
        Assert.StartsWith("10.88.", (string?)pod["status"]!["podIP"], StringComparison.Ordinal);
        Assert.Equal("Running", (string?)pod["status"]!["phase"]);
        Assert.Equal(0, Restarts(pod));
        await Eventually.TrueAsync(
            async () =>
            {
                var text = await cluster.Kubectl.RunAsync("describe", "pod", "applied");
                return new[] { "Pulled", "Created", "Started" }.All(reason => text.Contains(reason, StringComparison.Ordinal));
            },
            "kubectl describe shows Pulled, Created and Started");
    }

    [SkippableFact]
    public async Task Pod_ContainerExits_IsRestartedAndCounted()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("exits"));
        await cluster.PodReadyAsync("exits");

        await KillContainerAsync("exits");

        var pod = await cluster.PodAsync("exits", p => Restarts(p) == 1 && Conditions.AreTrue(p, "Ready"), "ready, restarted once");
        Assert.Equal(137, (int?)pod["status"]!["containerStatuses"]![0]!["lastState"]!["terminated"]!["exitCode"]);
    }

    [SkippableFact]
    public async Task Pod_Deleted_IsGoneFromApiServerAndRuntime()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Sleeping("deleted"));
        await cluster.PodReadyAsync("deleted");
        Assert.NotEmpty(await cluster.SandboxesAsync("deleted"));

        await cluster.Kubectl.RunAsync("delete", "pod", "deleted", "--wait=false");

        await cluster.PodGoneAsync("deleted");
    }

    [SkippableFact]
    public async Task Pod_EnvironmentFromConfigMapAndSecret_IsSet()
    {
        await cluster.StartAsync();
        foreach (var kind in new[] { "configmap", "secret" })
        {
            await cluster.Kubectl.RunAsync("delete", kind, "lab-values", "--ignore-not-found");
        }

        await cluster.Kubectl.RunAsync("create", "configmap", "lab-values", "--from-literal=color=green");
        await cluster.Kubectl.RunAsync("create", "secret", "generic", "lab-values", "--from-literal=word=xyzzy");
        var manifest = ClusterManifest.Pod("values", "sh", "-c", "[ \"$color-$WORD\" = green-xyzzy ] && sleep 100000");
        var container = manifest["spec"]!["containers"]![0]!;
        container["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "lab-values" } });
        container["env"] = new JsonArray(new JsonObject
        {
            ["name"] = "WORD",
            ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "lab-values", ["key"] = "word" } },
        });
        manifest["spec"]!["restartPolicy"] = "Never";

        await cluster.Kubectl.ApplyAsync(manifest);

        await cluster.PodReadyAsync("values");
    }

    [SkippableFact]
    public async Task StaticPod_OfANodeInACluster_HasAMirrorPodThatRuns()
    {
        await cluster.StartAsync();
        var manifest = PodManifest.Of("mirrored", Fixtures.Images.LabImages.Busybox, "sleep", "100000");

        cluster.Agent.Manifests.Write("mirrored", PodManifest.Text(manifest));

        var name = RuntimeView.PodName("mirrored");
        var pod = await cluster.PodAsync(
            name, p => (string?)p["status"]!["phase"] == "Running" && Conditions.AreTrue(p, "Ready"), "running");
        Assert.Equal("Node", (string?)pod["metadata"]!["ownerReferences"]![0]!["kind"]);
        cluster.Agent.Manifests.Delete("mirrored");
        await cluster.PodGoneAsync(name);
    }

    private static int? Restarts(JsonNode pod) => (int?)pod["status"]!["containerStatuses"]?[0]!["restartCount"];

    /// <summary>The container of a pod that runs, or null.</summary>
    private async Task<string?> ContainerAsync(string pod)
    {
        var sandboxes = (await cluster.SandboxesAsync(pod)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var all = await cluster.Runtime.ListContainersAsync(new ListContainersRequest(), CancellationToken.None);
        return all.Containers.FirstOrDefault(c => c.State == ContainerState.ContainerRunning && sandboxes.Contains(c.PodSandboxId))?.Id;
    }

    /// <summary>Kills the first process of a pod's container, as a crash of the program does.</summary>
    private async Task KillContainerAsync(string pod) => Libc.Kill(
        await new RuntimeView(cluster.Runtime).ProcessAsync((await ContainerAsync(pod))!), Fixtures.Processes.Signal.Kill);
}
