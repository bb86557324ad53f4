using System.Diagnostics;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Benchmarks.Density;

/// <summary>Makes pods at an API server and watches until they are ready.</summary>
internal sealed class ApiBurst(ControlPlane plane) : IDisposable
{
    private const string Namespace = "default";

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly HttpApiServer _api = new(KubeconfigLoader.Load(plane.AdminKubeconfig), new HttpApiServerOptions { UserAgent = "api-burst" });

    /// <summary>Waits until the node is ready.</summary>
    public Task NodeReadyAsync() => Eventually.TrueAsync(
        async () => await _api.SendAsync(ApiRequests.Get(KubernetesResources.Nodes, null, AgentProcess.NodeName), CancellationToken.None)
            is { IsSuccess: true } answer && answer.Read<V1Node>().Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true,
        "the node is ready");

    /// <summary>Makes the pods, each bound to the node already, so that no scheduler is timed.</summary>
    /// <returns>For each pod the time from the call that makes it until the watch shows it ready, the shortest first.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(int pods)
    {
        using var deadline = new CancellationTokenSource(Limit);
        var list = await _api.SendAsync(ApiRequests.List(KubernetesResources.Pods, Namespace), deadline.Token);
        var from = list.Read<V1PodList>().Metadata.ResourceVersion!;
        var opened = await _api.WatchAsync(
            ApiRequests.Watch(ApiRequests.List(KubernetesResources.Pods, Namespace), from, Limit), deadline.Token);
        using var watch = opened.Watch ?? throw new InvalidOperationException($"The watch is refused: {opened.Refusal}");
        var seen = SeenAsync(watch, pods, deadline.Token);
        var made = new long[pods];
        await Parallel.ForEachAsync(Enumerable.Range(0, pods), AtOnce, async (number, cancellation) =>
        {
            made[number] = Stopwatch.GetTimestamp();
            var answer = await _api.SendAsync(ApiRequests.Create(KubernetesResources.Pods, Namespace, Pod(number)), cancellation);
            if (!answer.IsSuccess)
            {
                throw new InvalidOperationException($"A pod is refused: {ApiStatus.Parse(answer).Message}");
            }
        });
        var ready = await seen;
        return [.. Enumerable.Range(0, pods).Select(n => Stopwatch.GetElapsedTime(made[n], ready[DensityPod.Name(n)])).Order()];
    }

    /// <summary>Deletes the pods, and returns when the API server has none.</summary>
    public async Task DeleteAsync()
    {
        await plane.Kubectl.RunAsync("delete", "pods", "--all", "-n", Namespace, "--grace-period=1", "--wait=true");
    }

    public void Dispose() => _api.Dispose();

    private static async Task<Dictionary<string, long>> SeenAsync(IApiWatch watch, int pods, CancellationToken cancellation)
    {
        var ready = new Dictionary<string, long>(StringComparer.Ordinal);
        while (ready.Count < pods)
        {
            var frames = await watch.NextAsync(cancellation);
            var now = Stopwatch.GetTimestamp();
            if (frames.Count == 0)
            {
                throw new InvalidOperationException("The watch has ended before all pods were ready");
            }

            foreach (var frame in frames.Where(f => f.Kind is WatchEventKind.Added or WatchEventKind.Modified))
            {
                var pod = KubernetesJson.Deserialize<V1Pod>(frame.Object.Span);
                if (pod.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true)
                {
                    ready.TryAdd(pod.Metadata.Name!, now);
                }
            }
        }

        return ready;
    }

    private static V1Pod Pod(int number) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta { Name = DensityPod.Name(number), Namespace = Namespace },
        Spec = new V1PodSpec
        {
            NodeName = AgentProcess.NodeName,
            AutomountServiceAccountToken = false,
            TerminationGracePeriodSeconds = 1,
            Containers = [new V1Container { Name = "main", Image = DensityPod.Image.Reference, ImagePullPolicy = "IfNotPresent" }],
        },
    };
}
