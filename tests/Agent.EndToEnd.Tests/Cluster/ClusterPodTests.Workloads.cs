using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Many pods, made and changed by controllers.</summary>
public abstract partial class ClusterPodTests
{
    [SkippableFact]
    public async Task Deployment_ScaledRolledOutAndDeleted_PodsFollow()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Deployment("web", 20, "one"));
        await DeploymentAsync(20, "one");
        await AssertNothingIsDoubledAsync(20);

        await cluster.Kubectl.RunAsync("scale", "deployment", "web", "--replicas=4");
        await DeploymentAsync(4, "one");

        await cluster.Kubectl.ApplyAsync(ClusterManifest.Deployment("web", 4, "two"));
        await DeploymentAsync(4, "two");

        await cluster.Kubectl.RunAsync("delete", "deployment", "web", "--wait=false");
        await Eventually.TrueAsync(
            async () => (await cluster.Kubectl.ListAsync("pods", "app=web")).Count == 0 && (await RunningPodsAsync()).Count == 0,
            "no pod of the deployment is left, at the API server or in the runtime");
    }

    [SkippableFact]
    public async Task Node_Cordoned_KeepsItsPodsAndGetsNoNewOnes()
    {
        await cluster.StartAsync();
        await cluster.Kubectl.ApplyAsync(ClusterManifest.Deployment("web", 2, "one"));
        await DeploymentAsync(2, "one");
        var before = await ContainersAsync();

        await cluster.Kubectl.RunAsync("cordon", AgentProcess.NodeName);
        await cluster.Kubectl.RunAsync("scale", "deployment", "web", "--replicas=4");
        await Eventually.TrueAsync(
            async () => (await cluster.Kubectl.ListAsync("pods", "app=web")).Count(p => p["spec"]!["nodeName"] is null) == 2,
            "two pods wait for a node");
        Assert.Equal(before, await ContainersAsync());

        await cluster.Kubectl.RunAsync("uncordon", AgentProcess.NodeName);
        await DeploymentAsync(4, "one");
        await AssertNothingIsDoubledAsync(4);
    }

    /// <summary>Waits until so many pods, all ready and of one release, are all there is of the deployment.</summary>
    private Task DeploymentAsync(int replicas, string release) => Eventually.TrueAsync(
        async () =>
        {
            var pods = await cluster.Kubectl.ListAsync("pods", "app=web");
            return pods.Count == replicas && pods.All(pod => Conditions.AreTrue(pod, "Ready")
                && (string?)pod["spec"]!["containers"]![0]!["env"]![0]!["value"] == release);
        },
        $"{replicas} pods of release {release} are ready, and no other is left");
}
