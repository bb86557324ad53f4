using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Tests.NodeStatus;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Actors;

/// <summary>The whole node in virtual time, with an API server behind its port.</summary>
public sealed class NodeApiSpec : IDisposable
{
    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly FakeApi.Server _server;
    private readonly SimulatedNode _node;

    public NodeApiSpec()
    {
        _server = new FakeApi.Server(() => _time.Elapsed);
        _node = new SimulatedNode(_time, new SimulatedNodeOptions
        {
            Runtime = new SimulatedRuntimeOptions { Latencies = RuntimeLatencies.Always(TimeSpan.FromMilliseconds(1)) },
        });
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1" },
            new NodePorts(_node.Runtime, _node.Runtime, _node.Host, new Port(_server)),
            _time.Time,
            _time.RandomFor("node-1"),
            NullLoggerFactory.Instance,
            new ExplainBoard());
        _time.System.ActorOf(NodeActor.Props(services), "node-1");
    }

    private string? Ready => NodeConditions.Find(_server.Node?.Status.Conditions, "Ready")?.Status;

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Start_NewNode_IsReadyAndHasALeaseWithinASecond()
    {
        Assert.True(_time.RunUntil(() => Ready == "True" && _server.Lease is not null, TimeSpan.FromSeconds(1)));

        Assert.Equal(_server.Node!.Metadata.Uid, Assert.Single(_server.Lease!.Metadata.OwnerReferences!).Uid);
        Assert.Empty(_time.Errors);
    }

    [Fact]
    public void Idle_ForAnHour_WritesAtMostElevenTimesIn100Seconds()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var before = _server.Writes.Count();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.InRange(_server.Writes.Count() - before, 340, (int)(3600 * 0.11));
    }

    [Fact]
    public void Runtime_DownForAMinute_NodeIsNotReadyAndReadyAgain()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _node.Runtime.IsDown = true;
        Assert.True(_time.RunUntil(() => Ready == "False", TimeSpan.FromSeconds(40)));
        Assert.Equal("container runtime is down", NodeConditions.Find(_server.Node!.Status.Conditions, "Ready")!.Message);

        _node.Runtime.IsDown = false;

        Assert.True(_time.RunUntil(() => Ready == "True", TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public void Runtime_ComesUpAfterTheAgent_NodeIsReadyWithinASecondAndAHalf()
    {
        _node.Runtime.IsDown = true;
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("False", Ready);

        _node.Runtime.IsDown = false;

        Assert.True(_time.RunUntil(() => Ready == "True", TimeSpan.FromSeconds(1.5)));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("nodestatus")]
    [InlineData("nodestatus/facts")]
    [InlineData("heartbeat")]
    public void Crash_OfAnyActor_HeartbeatsGoOnAndTheNodeStaysReady(string path)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _time.System.ActorSelection("/user/node-1/" + path).Tell(Kill.Instance);
        _time.RunToQuiescence();
        var renewed = _server.Lease!.Spec.RenewTime;

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("True", Ready);
        Assert.True(_server.Lease!.Spec.RenewTime > renewed);
        Assert.Single(_time.Errors);
    }

    /// <summary>Answers as the server does, at once.</summary>
    private sealed class Port(FakeApi.Server server) : IApiServer
    {
        public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation)
        {
            if (request.Connection != ApiConnection.Heartbeat)
            {
                return Task.FromResult(Others(request));
            }

            var (response, failure) = server.Answer(new ApiCall(default, request, ApiPriority.Heartbeat));
            return Task.FromResult(response ?? new ApiResponse(failure!.StatusCode, KubernetesJson.SerializeToUtf8Bytes(new V1Status { Reason = failure.Reason })));
        }

        public Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation) =>
            Task.FromResult(new ApiWatchResult(new Quiet(), null));

        // Of all else there is nothing: no pods, no services, no node that a watch shows; events are taken.
        private static ApiResponse Others(ApiRequest request) => request.Verb switch
        {
            ApiVerb.List => new ApiResponse(200, """{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}"""u8.ToArray()),
            ApiVerb.Create or ApiVerb.Patch => new ApiResponse(200, "{}"u8.ToArray()),
            _ => throw new InvalidOperationException($"unexpected {request}"),
        };

        private sealed class Quiet : IApiWatch
        {
            public Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation) =>
                new TaskCompletionSource<IReadOnlyList<WatchFrame>>().Task;

            public void Dispose()
            {
            }
        }
    }
}
