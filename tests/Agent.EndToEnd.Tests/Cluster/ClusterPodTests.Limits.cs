using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Pods whose time is over, and pods that do not belong on the node.</summary>
public abstract partial class ClusterPodTests
{
    [SkippableFact]
    public async Task Pod_PastItsDeadline_FailsWithDeadlineExceeded()
    {
        await cluster.StartAsync();
        var manifest = ClusterManifest.Sleeping("limited");
        manifest["spec"]!["activeDeadlineSeconds"] = 100000;
        await cluster.Kubectl.ApplyAsync(manifest);
        await cluster.PodReadyAsync("limited");

        await cluster.Kubectl.RunAsync("patch", "pod", "limited", "-p", """{"spec":{"activeDeadlineSeconds":3}}""");

        var pod = await cluster.PodAsync("limited", p => (string?)p["status"]!["phase"] == "Failed", "failed");
        Assert.Equal("DeadlineExceeded", (string?)pod["status"]!["reason"]);
        Assert.NotNull(pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]);
        await Eventually.TrueAsync(
            async () => (await cluster.Kubectl.RunAsync("describe", "pod", "limited")).Contains("DeadlineExceeded", StringComparison.Ordinal),
            "kubectl describe shows the event");
    }

    [SkippableFact]
    public async Task Pod_BoundToANodeItsSelectorRulesOut_IsRejected()
    {
        await cluster.StartAsync();
        var manifest = ClusterManifest.Sleeping("stranger");
        manifest["spec"]!["nodeName"] = AgentProcess.NodeName;
        manifest["spec"]!["nodeSelector"] = new JsonObject { ["color"] = "none" };

        await cluster.Kubectl.ApplyAsync(manifest);

        var pod = await cluster.PodAsync("stranger", p => (string?)p["status"]!["phase"] == "Failed", "failed");
        Assert.Equal("NodeAffinity", (string?)pod["status"]!["reason"]);
        Assert.StartsWith("Pod was rejected: ", (string?)pod["status"]!["message"], StringComparison.Ordinal);
        Assert.Empty(await cluster.SandboxesAsync("stranger"));
        await cluster.Kubectl.RunAsync("delete", "pod", "stranger", "--wait=false");
        await cluster.PodGoneAsync("stranger");
    }
}
