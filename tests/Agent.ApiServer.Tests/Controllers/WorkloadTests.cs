using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.Controllers.TestCluster;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Controllers;

public sealed class WorkloadTests
{
    private readonly TestCluster _cluster = new();

    [Fact]
    public void Deployment_Created_PodsRunOnNodesAndItIsAvailable()
    {
        _cluster.AddNode("n1");
        _cluster.AddNode("n2");
        _cluster.Server.Create(Deployments, "default", Deployment(4));
        _cluster.Kubelets();

        Assert.Equal([2, 2], _cluster.List(Pods).GroupBy(p => Text(p, "spec", "nodeName")).Select(g => g.Count()));
        var deployment = _cluster.Server.Get(Deployments, "default", "web");
        Assert.Equal(("4", "4", "4"), (Text(deployment, "status", "replicas"), Text(deployment, "status", "updatedReplicas"), Text(deployment, "status", "availableReplicas")));
        Assert.Equal(Text(deployment, "metadata", "generation"), Text(deployment, "status", "observedGeneration"));
        Assert.Equal("1", Text(deployment, "metadata", "annotations", "deployment.kubernetes.io/revision"));
        Assert.Contains(deployment["status"]!["conditions"]!.AsArray(), c => c!["reason"]!.ToString() == "NewReplicaSetAvailable");
    }

    [Fact]
    public void Deployment_NewImage_NeverBelowMinimumAndEndsOnNewSet()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Deployments, "default", Deployment(4));
        _cluster.Kubelets();
        _cluster.Server.Ok(Patch(
            Deployments, "default", "web", """{"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i:2"}]}}}}""", ApiContentTypes.StrategicMergePatch));
        _cluster.Run();

        Assert.True(_cluster.List(Pods).Count(p => Text(p, "status", "phase") == "Running" && Text(p, "metadata", "deletionTimestamp").Length == 0) >= 3);
        _cluster.Kubelets();
        Assert.All(_cluster.List(Pods), p => Assert.Equal("i:2", p["spec"]!["containers"]![0]!["image"]!.ToString()));
        Assert.Equal(4, _cluster.List(Pods).Count);
        Assert.Equal(["0", "4"], _cluster.List(ReplicaSets).Select(s => Text(s, "spec", "replicas")).Order());
    }

    [Fact]
    public void Deployment_ScaledDown_UnreadyPodsGoFirst()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Deployments, "default", Deployment(3));
        _cluster.Kubelets();
        var bad = Text(_cluster.List(Pods)[1], "metadata", "name");
        _cluster.SetPhase("default", bad, "Running", isReady: false);
        _cluster.Server.Ok(Patch(Deployments, "default", "web", """{"spec":{"replicas":2}}""", ApiContentTypes.MergePatch, "scale"));
        _cluster.Kubelets();

        Assert.Equal(2, _cluster.List(Pods).Count);
        Assert.DoesNotContain(bad, _cluster.List(Pods).Select(p => Text(p, "metadata", "name")));
    }

    [Fact]
    public void Deployment_Deleted_EverythingOfItGoes()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Deployments, "default", Deployment(2));
        _cluster.Kubelets();
        _cluster.Server.Ok(ApiRequests.Delete(Deployments, "default", "web"));
        _cluster.Kubelets();

        Assert.Empty(_cluster.List(ReplicaSets));
        Assert.Empty(_cluster.List(Pods));
    }

    [Fact]
    public void Deployment_Foreground_GoesAfterItsDependents()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Deployments, "default", Deployment(1));
        _cluster.Kubelets();
        _cluster.Server.Ok(ApiRequests.Delete(Deployments, "default", "web").With("propagationPolicy", "Foreground"));
        _cluster.Run();
        _cluster.Server.Get(Deployments, "default", "web");

        _cluster.Kubelets();
        _cluster.Server.Refused(404, ApiRequests.Get(Deployments, "default", "web"));
        Assert.Empty(_cluster.List(Pods));
    }

    [Fact]
    public void ReplicaSet_OrphanDeletion_LeavesPods()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(ReplicaSets, "default", Deployment(2).Replace("\"web\"},\"spec\"", "\"rs\"},\"spec\"", StringComparison.Ordinal));
        _cluster.Kubelets();
        _cluster.Server.Ok(ApiRequests.Delete(ReplicaSets, "default", "rs").With("propagationPolicy", "Orphan"));
        _cluster.Kubelets();

        Assert.Empty(_cluster.List(ReplicaSets));
        Assert.Equal(2, _cluster.List(Pods).Count);
        Assert.All(_cluster.List(Pods), p => Assert.Null(p["metadata"]!["ownerReferences"]));
    }

    [Fact]
    public void DaemonSet_NewNode_GetsAPodAndOthersDoNot()
    {
        _cluster.AddNode("n1", labels: """{"role":"db"}""");
        _cluster.AddNode("n2");
        _cluster.Server.Create(DaemonSets, "default", Deployment(1).Replace("\"replicas\":1,", "", StringComparison.Ordinal)
            .Replace("\"containers\"", "\"nodeSelector\":{\"role\":\"db\"},\"containers\"", StringComparison.Ordinal));
        _cluster.Kubelets();
        Assert.Equal(["n1"], _cluster.List(Pods).Select(p => Text(p, "spec", "nodeName")));

        _cluster.AddNode("n3", labels: """{"role":"db"}""");
        _cluster.Kubelets();
        Assert.Equal(["n1", "n3"], _cluster.List(Pods).Select(p => Text(p, "spec", "nodeName")).Order());
        Assert.Equal("2", Text(_cluster.Server.Get(DaemonSets, "default", "web"), "status", "numberReady"));
    }

    [Fact]
    public void Job_PodsSucceed_Completes()
    {
        _cluster.AddNode("n1");
        CreateJob("\"completions\":2,\"parallelism\":1,");
        for (var i = 0; i < 2; i++)
        {
            _cluster.Kubelets();
            var pod = Assert.Single(_cluster.List(Pods), p => Text(p, "status", "phase") == "Running");
            _cluster.SetPhase("default", Text(pod, "metadata", "name"), "Succeeded", isReady: false);
        }

        _cluster.Kubelets();
        var job = _cluster.Server.Get(Jobs, "default", "job");
        Assert.Equal("2", Text(job, "status", "succeeded"));
        Assert.Contains(job["status"]!["conditions"]!.AsArray(), c => c!["type"]!.ToString() == "Complete");
        Assert.Equal(2, _cluster.List(Pods).Count);
    }

    [Fact]
    public void Job_PodsFail_RetriesThenFails()
    {
        _cluster.AddNode("n1");
        CreateJob("\"backoffLimit\":1,");
        for (var i = 0; i < 2; i++)
        {
            _cluster.Renew("n1");
            _cluster.Kubelets();
            var pod = Assert.Single(_cluster.List(Pods), p => Text(p, "status", "phase") == "Running");
            _cluster.SetPhase("default", Text(pod, "metadata", "name"), "Failed", isReady: false);
            _cluster.Pass(TimeSpan.FromSeconds(10));
        }

        var job = _cluster.Server.Get(Jobs, "default", "job");
        Assert.Contains(job["status"]!["conditions"]!.AsArray(), c => c!["reason"]!.ToString() == "BackoffLimitExceeded");
    }

    [Fact]
    public void Namespace_Deleted_IsEmptiedAndGoes()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Namespaces, null, """{"metadata":{"name":"team"}}""");
        _cluster.Server.Create(Deployments, "team", Deployment(2));
        _cluster.Kubelets();
        _cluster.Server.Ok(ApiRequests.Delete(Namespaces, null, "team"));
        _cluster.Kubelets();

        _cluster.Server.Refused(404, ApiRequests.Get(Namespaces, null, "team"));
        Assert.Empty(_cluster.List(Pods, "team"));
    }

    [Fact]
    public void ServiceAccount_DefaultDeleted_ComesBack()
    {
        _cluster.Server.Ok(ApiRequests.Delete(ServiceAccounts, "default", "default"));
        _cluster.Run();

        _cluster.Server.Get(ServiceAccounts, "default", "default");
    }

    [Fact]
    public void Budget_Pods_AreCounted()
    {
        _cluster.AddNode("n1");
        _cluster.Server.Create(Budgets, "default", """{"metadata":{"name":"pdb"},"spec":{"minAvailable":2,"selector":{"matchLabels":{"app":"web"}}}}""");
        _cluster.Server.Create(Deployments, "default", Deployment(3));
        _cluster.Kubelets();
        Assert.Equal("1", Text(_cluster.Server.Get(Budgets, "default", "pdb"), "status", "disruptionsAllowed"));

        _cluster.Server.Ok(New(Pods, "default", "{}", Text(_cluster.List(Pods)[0], "metadata", "name"), "eviction"));
        _cluster.Server.Refused(429, New(Pods, "default", "{}", Text(_cluster.List(Pods)[1], "metadata", "name"), "eviction"));
    }

    [Fact]
    public void Run_SameSeed_SameStore()
    {
        string Story()
        {
            var cluster = new TestCluster();
            cluster.AddNode("n1");
            cluster.AddNode("n2");
            cluster.Server.Create(Deployments, "default", Deployment(5));
            cluster.Kubelets();
            return string.Join('\n', cluster.List(Pods).Concat(cluster.List(Events)).Select(o => o.ToJsonString()));
        }

        Assert.Equal(Story(), Story());
    }

    private void CreateJob(string extra) => _cluster.Server.Create(Jobs, "default", $$$$$$"""
        {"metadata":{"name":"job"},"spec":{{{{{{{extra}}}}}}"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}
        """);
}
