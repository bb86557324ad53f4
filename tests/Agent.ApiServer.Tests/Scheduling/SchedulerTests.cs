using Agent.ApiServer.Tests.Controllers;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Scheduling;

public sealed class SchedulerTests
{
    private readonly TestCluster _cluster = new();

    [Fact]
    public void Schedule_NoNodes_SaysSo()
    {
        _cluster.Server.Create(Pods, "default", Pod("a"));
        _cluster.Run();

        Assert.Equal(("False", "Unschedulable", "no nodes available to schedule pods"), Scheduled("a"));
    }

    [Fact]
    public void Schedule_TooMuchCpu_SaysWhyAndGoesWhenThereIsRoom()
    {
        _cluster.AddNode("n1", cpu: "1");
        Asks("big", "800m");
        Asks("second", "800m");
        _cluster.Run();
        Assert.Equal("n1", Node("big"));
        Assert.Equal("0/1 nodes are available: 1 Insufficient cpu.", Scheduled("second").Message);

        _cluster.Server.Ok(ApiRequests.Delete(Pods, "default", "big", graceSeconds: 0));
        _cluster.Run();
        Assert.Equal("n1", Node("second"));
    }

    [Fact]
    public void Schedule_EmptierNode_IsTaken()
    {
        _cluster.AddNode("n1");
        _cluster.AddNode("n2");
        Asks("a", "2");
        _cluster.Run();
        Asks("b", "1");
        _cluster.Run();

        Assert.NotEqual(Node("a"), Node("b"));
    }

    [Theory]
    [InlineData("\"nodeSelector\":{\"disk\":\"ssd\"},", "n2")]
    [InlineData("\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"disk\",\"operator\":\"NotIn\",\"values\":[\"ssd\"]}]}]}}},", "n1")]
    [InlineData("\"affinity\":{\"nodeAffinity\":{\"preferredDuringSchedulingIgnoredDuringExecution\":[{\"weight\":100,\"preference\":{\"matchExpressions\":[{\"key\":\"disk\",\"operator\":\"Exists\"}]}}]}},", "n2")]
    [InlineData("\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":[{\"matchFields\":[{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"n2\"]}]}]}}},", "n2")]
    public void Schedule_Affinity_ChoosesNode(string spec, string expected)
    {
        _cluster.AddNode("n1");
        _cluster.AddNode("n2", labels: """{"disk":"ssd"}""");
        _cluster.Server.Create(Pods, "default", Pod("a").Replace("\"containers\"", spec + "\"containers\"", StringComparison.Ordinal));
        _cluster.Run();

        Assert.Equal(expected, Node("a"));
    }

    [Fact]
    public void Schedule_TaintedNode_OnlyWithToleration()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Ok(Patch(Nodes, null, "n1", """{"spec":{"taints":[{"key":"gpu","value":"yes","effect":"NoSchedule"}]}}""", ApiContentTypes.MergePatch));
        _cluster.Server.Create(Pods, "default", Pod("a"));
        _cluster.Server.Create(Pods, "default", Pod("b").Replace(
            "\"containers\"", "\"tolerations\":[{\"key\":\"gpu\",\"operator\":\"Exists\"}],\"containers\"", StringComparison.Ordinal));
        _cluster.Run();

        Assert.Equal("0/1 nodes are available: 1 node(s) had untolerated taint {gpu: yes}.", Scheduled("a").Message);
        Assert.Equal("n1", Node("b"));
    }

    [Fact]
    public void Schedule_SameHostPort_OnceANode()
    {
        _cluster.AddNode("n1");
        foreach (var name in (string[])["a", "b"])
        {
            _cluster.Server.Create(Pods, "default", Pod(name).Replace(
                "\"image\"", "\"ports\":[{\"containerPort\":80,\"hostPort\":80}],\"image\"", StringComparison.Ordinal));
        }

        _cluster.Run();
        Assert.Equal("n1", Node("a"));
        Assert.Contains("free ports", Scheduled("b").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_ManyPods_SpreadEvenly()
    {
        for (var i = 0; i < 300; i++)
        {
            _cluster.AddNode($"n{i:000}");
        }

        for (var i = 0; i < 600; i++)
        {
            _cluster.Server.Create(Pods, "default", Pod($"p{i}"));
        }

        _cluster.Run();
        var counts = _cluster.List(Pods).GroupBy(p => Text(p, "spec", "nodeName")).Select(g => g.Count()).ToList();
        Assert.Equal(300, counts.Count);
        Assert.True(counts.Max() <= 3, $"one node has {counts.Max()}");
    }

    private void Asks(string name, string cpu) => _cluster.Server.Create(Pods, "default", Pod(name).Replace(
        "\"image\"", $"\"resources\":{{\"requests\":{{\"cpu\":\"{cpu}\"}}}},\"image\"", StringComparison.Ordinal));

    private string Node(string pod) => Text(_cluster.Server.Get(Pods, "default", pod), "spec", "nodeName");

    private (string Status, string Reason, string Message) Scheduled(string pod)
    {
        var condition = _cluster.Server.Get(Pods, "default", pod)["status"]!["conditions"]!.AsArray().First(c => c!["type"]!.ToString() == "PodScheduled")!;
        return (condition["status"]!.ToString(), condition["reason"]?.ToString() ?? "", condition["message"]?.ToString() ?? "");
    }
}
