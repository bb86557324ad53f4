using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Hosting;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.ApiServer.Tests.Kubectl;

/// <summary>A cluster on a port whose nodes are played: pods that are bound run, those that are deleted end.</summary>
public sealed class KubectlFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agent-kubectl-").FullName;
    private readonly CancellationTokenSource _stopping = new();
    private Cluster? _cluster;
    private Task _nodes = Task.CompletedTask;
    private Timer? _leases;

    internal Kubectl Kubectl { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _cluster = await Cluster.StartAsync(
            new ClusterOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) }, NullLoggerFactory.Instance, CancellationToken.None);
        var kubeconfig = Path.Combine(_folder, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, _cluster.Kubeconfig("admin", "system:masters"));
        Kubectl = new Kubectl(kubeconfig, _folder);
        foreach (var node in (string[])["n1", "n2"])
        {
            Send(new ApiRequest
            {
                Verb = ApiVerb.Create,
                Resource = KubernetesResources.Nodes,
                Body = Encoding.UTF8.GetBytes($$$$$$"""
                    {"metadata":{"name":"{{{{{{node}}}}}}","labels":{"kubernetes.io/hostname":"{{{{{{node}}}}}}"}},"status":{"allocatable":{"cpu":"4","memory":"8Gi","pods":"110"},
                    "conditions":[{"type":"Ready","status":"True"}],"nodeInfo":{"kubeletVersion":"v1.36.2"}}}
                    """),
            });
            Send(new ApiRequest
            {
                Verb = ApiVerb.Create,
                Resource = KubernetesResources.Leases,
                Namespace = "kube-node-lease",
                Body = Encoding.UTF8.GetBytes($$$$$$"""{"metadata":{"name":"{{{{{{node}}}}}}"}}"""),
            });
        }

        _leases = new Timer(_ => Renew(), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        _nodes = PlayNodes();
    }

    public async Task DisposeAsync()
    {
        await _leases!.DisposeAsync();
        await _stopping.CancelAsync();
        await _nodes;
        await _cluster!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ApiResponse Send(ApiRequest request) => _cluster!.Server.SendAsync(request, CancellationToken.None).Result;

    private void Renew()
    {
        foreach (var node in (string[])["n1", "n2"])
        {
            var time = KubernetesTime.FormatMicro(DateTimeOffset.UtcNow);
            Send(ApiRequests.Patch(
                KubernetesResources.Leases,
                "kube-node-lease",
                node,
                Encoding.UTF8.GetBytes($$$$$$"""{"spec":{"renewTime":"{{{{{{time}}}}}}"}}"""),
                ApiContentTypes.MergePatch));
        }
    }

    private async Task PlayNodes()
    {
        var list = ApiRequests.List(KubernetesResources.Pods);
        using var watch = (await _cluster!.Server.WatchAsync(list with { Verb = ApiVerb.Watch }, CancellationToken.None)).Watch!;
        try
        {
            while (true)
            {
                foreach (var frame in await watch.NextAsync(_stopping.Token))
                {
                    if (frame.Kind is WatchEventKind.Added or WatchEventKind.Modified)
                    {
                        Play((JsonObject)JsonNode.Parse(frame.Object.Span)!);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The fixture ends.
        }
    }

    private void Play(JsonObject pod)
    {
        var (space, name) = (TestServer.Text(pod, "metadata", "namespace"), TestServer.Text(pod, "metadata", "name"));
        if (TestServer.Text(pod, "spec", "nodeName").Length == 0)
        {
            return;
        }

        if (TestServer.Text(pod, "metadata", "deletionTimestamp").Length > 0)
        {
            Send(ApiRequests.Delete(KubernetesResources.Pods, space, name, graceSeconds: 0));
        }
        else if (TestServer.Text(pod, "status", "phase") == "Pending")
        {
            var now = KubernetesTime.Format(DateTimeOffset.UtcNow);
            Send(ApiRequests.Patch(
                KubernetesResources.Pods,
                space,
                name,
                Encoding.UTF8.GetBytes($$$$$$"""
                    {"status":{"phase":"Running","podIP":"10.0.0.1","conditions":[{"type":"Ready","status":"True","lastTransitionTime":"{{{{{{now}}}}}}"}],
                    "containerStatuses":[{"name":"c","ready":true,"started":true,"restartCount":0,"image":"i","imageID":"i","state":{"running":{"startedAt":"{{{{{{now}}}}}}"}}}]}}
                    """),
                ApiContentTypes.StrategicMergePatch,
                "status"));
        }
    }
}
