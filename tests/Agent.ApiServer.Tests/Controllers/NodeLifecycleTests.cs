using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Controllers;

public sealed class NodeLifecycleTests
{
    private readonly TestCluster _cluster = new();

    [Fact]
    public void Node_Ready_LosesItsFirstTaint()
    {
        _cluster.AddNode("n1");

        Assert.Empty(Taints("n1"));
    }

    [Fact]
    public void Node_LeaseNotRenewed_IsUnknownAndTainted()
    {
        _cluster.AddNode("n1");
        _cluster.Renew("n1");
        _cluster.Pass(TimeSpan.FromSeconds(39));
        Assert.Empty(Taints("n1"));
        _cluster.Pass(TimeSpan.FromSeconds(25));

        Assert.Contains("node.kubernetes.io/unreachable:NoExecute", Taints("n1"));
        Assert.Contains("node.kubernetes.io/unreachable:NoSchedule", Taints("n1"));
        Assert.Equal("Unknown", Ready("n1"));
    }

    [Fact]
    public void Node_Renewed_StaysReady()
    {
        _cluster.AddNode("n1");
        for (var i = 0; i < 20; i++)
        {
            _cluster.Renew("n1");
            _cluster.Pass(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("True", Ready("n1"));
    }

    [Fact]
    public void Node_Unreachable_PodsAreNotReadyAndGoAfterTheirToleration()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Pods, "default", Pod("a"));
        _cluster.Kubelets();
        _cluster.Pass(TimeSpan.FromSeconds(61));
        var pod = _cluster.Server.Get(Pods, "default", "a");
        Assert.Equal("False", pod["status"]!["conditions"]!.AsArray().First(c => c!["type"]!.ToString() == "Ready")!["status"]!.ToString());
        Assert.Equal("", Text(pod, "metadata", "deletionTimestamp"));

        _cluster.Pass(TimeSpan.FromSeconds(299));
        Assert.Equal("", Text(_cluster.Server.Get(Pods, "default", "a"), "metadata", "deletionTimestamp"));
        _cluster.Pass(TimeSpan.FromSeconds(2));
        Assert.NotEqual("", Text(_cluster.Server.Get(Pods, "default", "a"), "metadata", "deletionTimestamp"));
    }

    [Fact]
    public void Node_Cordoned_IsTainted()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Ok(Patch(Nodes, null, "n1", """{"spec":{"unschedulable":true}}""", ApiContentTypes.MergePatch));
        _cluster.Run();

        Assert.Equal(["node.kubernetes.io/unschedulable:NoSchedule"], Taints("n1"));
    }

    private string Ready(string node) =>
        _cluster.Server.Get(Nodes, null, node)["status"]!["conditions"]!.AsArray().First(c => c!["type"]!.ToString() == "Ready")!["status"]!.ToString();

    private IReadOnlyList<string> Taints(string node) =>
        [.. (_cluster.Server.Get(Nodes, null, node)["spec"]!["taints"] as JsonArray ?? []).Select(t => $"{t!["key"]}:{t["effect"]}")];
}
