using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Api;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>A node of a cluster, in virtual time, and what the cluster's user does.</summary>
public abstract class ApiNodeSpec : IDisposable
{
    protected ApiNodeSpec()
    {
        Cluster = new SimulatedCluster(Time);
        Node = SimulatedNode.Start(Time, new SimulatedNodeOptions
        {
            Cluster = Cluster,
            Runtime = new SimulatedRuntimeOptions { Latencies = RuntimeLatencies.Always(TimeSpan.FromMilliseconds(1)) },
            Configure = options => options with { StaticPodUrl = new Uri("http://192.0.2.9/pods") },
        });
        Node.Host.Pages["http://192.0.2.9/pods"] = "apiVersion: v1\nkind: PodList\nitems: []\n"u8.ToArray();
        Node.Runtime.Happened += Facts.Add;
    }

    protected Simulation.Simulation Time { get; } = Simulation.Simulation.Create(1);

    protected SimulatedCluster Cluster { get; }

    protected SimulatedNode Node { get; }

    protected List<RuntimeFact> Facts { get; } = [];

    protected IEnumerable<RuntimeFact> Starts => Facts.Where(f => f.Kind == RuntimeFactKind.ContainerStarted);

    public void Dispose()
    {
        Time.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request as the cluster's administrator: at once, and without faults.</summary>
    protected ApiResponse Send(ApiRequest request)
    {
        if (request.Verb is ApiVerb.Get or ApiVerb.List)
        {
            return Cluster.Server.SendAsync(request, CancellationToken.None).Result;
        }

        // A change wakes watches, whose readers must go on inside the loop and not on a thread of the test.
        ApiResponse? response = null;
        Time.Schedule(TimeSpan.Zero, () => response = Cluster.Server.SendAsync(request, CancellationToken.None).Result);
        Assert.True(Time.RunUntil(() => response is not null, TimeSpan.FromSeconds(1)));
        return response!;
    }

    protected V1Pod CreatePod(string name, string image = "app:v1", Func<V1Pod, V1Pod>? change = null)
    {
        var pod = new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta { Name = name, Namespace = "default" },
            Spec = new V1PodSpec
            {
                NodeName = Node.Name,
                AutomountServiceAccountToken = false,
                TerminationGracePeriodSeconds = 5,
                Containers = [new V1Container { Name = "main", Image = image }],
            },
        };
        var response = Send(ApiRequests.Create(KubernetesResources.Pods, "default", change is null ? pod : change(pod)));
        Assert.True(response.IsSuccess, System.Text.Encoding.UTF8.GetString(response.Body.Span));
        return response.Read<V1Pod>();
    }

    protected V1Pod? Pod(string name) =>
        Send(ApiRequests.Get(KubernetesResources.Pods, "default", name)) is { IsSuccess: true } found ? found.Read<V1Pod>() : null;

    protected V1Node? NodeObject =>
        Send(ApiRequests.Get(KubernetesResources.Nodes, null, Node.Name)) is { IsSuccess: true } found ? found.Read<V1Node>() : null;

    protected IReadOnlyList<Corev1Event> Events =>
        Send(ApiRequests.List(KubernetesResources.Events)).Read<Corev1EventList>().Items ?? [];

    protected bool IsReady(string name) => Pod(name)?.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    protected void ExpectWithin(TimeSpan limit, Func<bool> condition) => Assert.True(
        Time.RunUntil(condition, limit),
        string.Join("; ", Node.Board.Pods.Select(p => $"{p.PodName}: {p.State}, waits for {p.WaitingFor}"))
            + " | " + string.Join("; ", Time.Errors.Select(e => e.Message)));
}
