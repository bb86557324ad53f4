using System.Text.Json.Nodes;
using Agent.ApiServer.Controllers;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using static Agent.ApiServer.Tests.TestServer;
using static Agent.Kubernetes.Api.KubernetesResources;

namespace Agent.ApiServer.Tests.Controllers;

/// <summary>A server with controllers, whose nodes a test speaks for.</summary>
internal sealed class TestCluster
{
    public static readonly ApiResource Deployments = new("apps", "v1", "deployments", "Deployment", true);
    public static readonly ApiResource ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", true);
    public static readonly ApiResource DaemonSets = new("apps", "v1", "daemonsets", "DaemonSet", true);
    public static readonly ApiResource Jobs = new("batch", "v1", "jobs", "Job", true);
    public static readonly ApiResource Budgets = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);

    public TestCluster() => Controllers = new ClusterControllers(Server.Api);

    public TestServer Server { get; } = new();

    public ClusterControllers Controllers { get; }

    public void Run() => Assert.True(Controllers.Run(10_000) < 10_000, "the controllers do not come to rest");

    public void Pass(TimeSpan time)
    {
        Server.Time.Now += time;
        Run();
    }

    public void AddNode(string name, string cpu = "4", string labels = "{}")
    {
        Server.Create(Nodes, null, $$$$$$"""
            {"metadata":{"name":"{{{{{{name}}}}}}","labels":{{{{{{labels}}}}}}},"status":{"allocatable":{"cpu":"{{{{{{cpu}}}}}}","memory":"8Gi","pods":"110"},
            "conditions":[{"type":"Ready","status":"True"}]}}
            """);
        Server.Create(Leases, "kube-node-lease", $$$$$$"""{"metadata":{"name":"{{{{{{name}}}}}}"},"spec":{"holderIdentity":"{{{{{{name}}}}}}"}}""");
        Run();
    }

    public void Renew(string node)
    {
        var time = KubernetesTime.FormatMicro(Server.Time.Now);
        Server.Ok(Patch(Leases, "kube-node-lease", node, $$$$$$"""{"spec":{"renewTime":"{{{{{{time}}}}}}"}}""", ApiContentTypes.MergePatch));
    }

    public IReadOnlyList<JsonObject> List(ApiResource resource, string? space = "default") =>
        [.. Server.Ok(ApiRequests.List(resource, space))["items"]!.AsArray().Select(i => (JsonObject)i!.DeepClone())];

    /// <summary>What kubelets do: pods that are bound run and are ready, those that are deleted end.</summary>
    public void Kubelets()
    {
        for (var round = 0; round < 100; round++)
        {
            Run();
            var isBusy = false;
            foreach (var pod in List(Pods, null))
            {
                var (space, name) = (Text(pod, "metadata", "namespace"), Text(pod, "metadata", "name"));
                if (Text(pod, "spec", "nodeName").Length == 0)
                {
                    continue;
                }

                if (Text(pod, "metadata", "deletionTimestamp").Length > 0)
                {
                    Server.Ok(ApiRequests.Delete(Pods, space, name, graceSeconds: 0));
                    isBusy = true;
                }
                else if (Text(pod, "status", "phase") == "Pending")
                {
                    SetPhase(space, name, "Running", isReady: true);
                    isBusy = true;
                }
            }

            if (!isBusy)
            {
                Run();
                return;
            }
        }

        Assert.Fail("the cluster does not come to rest");
    }

    public void SetPhase(string space, string name, string phase, bool isReady)
    {
        var ready = isReady ? "True" : "False";
        Server.Ok(Patch(
            Pods,
            space,
            name,
            $$$$$$"""{"status":{"phase":"{{{{{{phase}}}}}}","conditions":[{"type":"Ready","status":"{{{{{{ready}}}}}}","lastTransitionTime":"{{{{{{KubernetesTime.Format(Server.Time.Now)}}}}}}"}]}}""",
            ApiContentTypes.StrategicMergePatch,
            "status"));
    }

    public static string Deployment(int replicas, string image = "i:1", string extra = "") => $$$$$$"""
        {"metadata":{"name":"web"},"spec":{"replicas":{{{{{{replicas}}}}}},{{{{{{extra}}}}}}"selector":{"matchLabels":{"app":"web"}},
        "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"{{{{{{image}}}}}}"}]}}}}
        """;
}
