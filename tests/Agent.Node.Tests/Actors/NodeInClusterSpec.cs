using Agent.ApiServer;
using Agent.ApiServer.Store;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Actors;

/// <summary>The whole node in virtual time with an API server that checks, patches and answers as a real one.</summary>
public sealed class NodeInClusterSpec : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly StoreApiServer _server;
    private readonly SimulatedNode _node;
    private int _starts;

    public NodeInClusterSpec()
    {
        _server = new StoreApiServer(new StoreApiServerOptions { Store = new StoreOptions { Time = _time.Time, Random = _time.RandomFor("server") } });
        _node = new SimulatedNode(_time, new SimulatedNodeOptions
        {
            Runtime = new SimulatedRuntimeOptions { Latencies = RuntimeLatencies.Always(TimeSpan.FromMilliseconds(1)) },
        });
        _node.Host.Addresses = new(["192.0.2.1", "2001:db8::1"], "192.0.2.1", "2001:db8::1");
    }

    private V1Node? Node => Read<V1Node>(ApiRequests.Get(KubernetesResources.Nodes, null, "node-1"));

    private V1Lease? Lease => Read<V1Lease>(ApiRequests.Get(KubernetesResources.Leases, "kube-node-lease", "node-1"));

    private string? Ready => NodeConditions.Find(Node?.Status.Conditions, "Ready")?.Status;

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Start_NewNode_TheServerTakesItAndItsLease()
    {
        Start(new NodeStatusOptions { GivenNodeIps = ["192.0.2.1", "2001:db8::1"] });

        Assert.True(_time.RunUntil(() => Ready == "True" && Lease is not null, Second));

        Assert.Equal(
            ["InternalIP 192.0.2.1", "InternalIP 2001:db8::1", "Hostname node-1"],
            Node!.Status.Addresses!.Select(a => $"{a.Type} {a.Address}"));
        Assert.Equal("8Gi", Node.Status.Capacity!["memory"].ToString());
        Assert.Equal(Node.Metadata.Uid, Assert.Single(Lease!.Metadata.OwnerReferences!).Uid);
    }

    [Fact]
    public void Status_Changes_ArePatchedAndNothingElseIs()
    {
        Start(new NodeStatusOptions());
        _time.Advance(TimeSpan.FromMinutes(1));
        var before = Node!;
        _node.Runtime.IsDown = true;

        Assert.True(_time.RunUntil(() => Ready == "False", TimeSpan.FromSeconds(40)));

        var after = Node!;
        Assert.Equal(before.Spec, after.Spec);
        Assert.Equal(before.Metadata.Labels!, after.Metadata.Labels!);
        Assert.Equal(before.Status.Addresses!, after.Status.Addresses!);
        Assert.Equal(["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"], after.Status.Conditions!.Select(c => c.Type));
        Assert.Equal("container runtime is down", after.Status.Conditions![3].Message);
    }

    [Fact]
    public void Addresses_FromTwoFamiliesToOneOther_AreReplaced()
    {
        Start(new NodeStatusOptions { GivenNodeIps = ["192.0.2.1", "2001:db8::1"] });
        _time.Advance(Second);
        Stop();
        _node.Host.Addresses = new(["192.0.2.2"], "192.0.2.2", null);

        Start(new NodeStatusOptions());
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["192.0.2.2", "node-1"], Node!.Status.Addresses!.Select(a => a.Address));
    }

    [Fact]
    public void Start_OfTheAgentAgain_ChangesNothing()
    {
        Start(new NodeStatusOptions());
        _time.Advance(TimeSpan.FromMinutes(1));
        var before = Node!;
        Stop();

        Start(new NodeStatusOptions());
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(before.Metadata.ResourceVersion, Node!.Metadata.ResourceVersion);
        Assert.True(_time.Time.GetUtcNow() - Lease!.Spec.RenewTime < TimeSpan.FromSeconds(11));
    }

    private void Start(NodeStatusOptions options)
    {
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1", Status = options },
            new NodePorts(_node.Runtime, _node.Runtime, _node.Host, _server),
            _time.Time,
            _time.RandomFor($"start {++_starts}"),
            NullLoggerFactory.Instance,
            new ExplainBoard());
        _time.System.ActorOf(NodeActor.Props(services), $"node-1-{_starts}");
    }

    private void Stop()
    {
        _time.System.ActorSelection($"/user/node-1-{_starts}").Tell(PoisonPill.Instance);
        _time.Advance(Second);
    }

    private T? Read<T>(ApiRequest request)
        where T : class
    {
        var answer = _server.SendAsync(request, CancellationToken.None);
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.Result.IsSuccess ? answer.Result.Read<T>() : null;
    }
}
