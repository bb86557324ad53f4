using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.Sources;
using Agent.Node.Status;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Status;

public sealed class MirrorActorSpec : IDisposable
{
    private const string Key = "default/web";

    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly FakeApi _api = new();
    private readonly IActorRef _mirrors;

    public MirrorActorSpec()
    {
        var node = new SimulatedNode(_time, new SimulatedNodeOptions());
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1" }, new NodePorts(node.Runtime, node.Runtime, node.Host), _time.Time,
            _time.RandomFor("test"), NullLoggerFactory.Instance, new ExplainBoard());
        var gateway = _time.System.ActorOf(FakeApi.Props(_api), "api");
        _mirrors = _time.System.ActorOf(MirrorActor.Props(services, gateway), "mirrors");
        _api.Watch = (pod, gone) => _mirrors.Tell(gone ? new ApiPodGone(pod.Uid()) : new ApiPodSeen(pod));
    }

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Wanted_NodeKnownLater_IsCreatedThen()
    {
        Want("h1");
        Assert.Empty(_api.Requests);

        Know();

        Assert.True(_api.Pods[Key].IsMirrorOf(MirrorPodsTests.Pod("h1")));
    }

    [Fact]
    public void Wanted_AnotherVersion_ReplacesTheMirror()
    {
        Know();
        Want("h1");
        var first = _api.Pods[Key].Uid();
        Want("h2");

        Assert.True(_api.Pods[Key].IsMirrorOf(MirrorPodsTests.Pod("h2")));
        Assert.NotEqual(first, _api.Pods[Key].Uid());
        Assert.Equal([ApiVerb.Create, ApiVerb.Delete, ApiVerb.Create], _api.Requests.Select(r => r.Verb));
    }

    [Fact]
    public void Mirror_DeletedByAUser_IsCreatedAgain()
    {
        Know();
        Want("h1");
        _api.Delete(_api.Pods[Key], _time.Time.GetUtcNow());
        _time.RunToQuiescence();

        Assert.Null(_api.Pods[Key].Metadata.DeletionTimestamp);
        Assert.Equal(2, _api.Of(ApiVerb.Create).Count());
    }

    [Fact]
    public void Mirror_ForceDeletedByAUser_IsCreatedAgain()
    {
        Know();
        Want("h1");
        _api.Remove(_api.Pods[Key]);
        _time.RunToQuiescence();

        Assert.Single(_api.Pods);
    }

    [Fact]
    public void Wanted_Ending_MirrorStaysUntilItIsGone()
    {
        Know();
        Want("h1");
        _mirrors.Tell(new ApiPodsSeen([_api.Pods[Key].Uid()], ["web_default"]));
        _mirrors.Tell(new MirrorWanted("web_default", MirrorPodsTests.Pod("h1"), true));
        _time.RunToQuiescence();
        Assert.Single(_api.Pods);

        _mirrors.Tell(new MirrorWanted("web_default", null, false));
        _time.RunToQuiescence();
        Assert.Empty(_api.Pods);
    }

    [Fact]
    public void Orphan_DeletedOnceEverySourceHasSpoken()
    {
        _api.Put(MirrorPodsTests.Mirror("h1", false));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_api.Pods);

        _mirrors.Tell(new ApiPodsSeen(["m1"], []));
        _time.RunToQuiescence();
        Assert.Empty(_api.Pods);
    }

    [Fact]
    public void Create_MirrorOfBeforeIsThere_IsTakenOver()
    {
        var watch = _api.Watch;
        _api.Watch = (_, _) => { };
        _api.Put(MirrorPodsTests.Mirror("h1", false));
        _api.Watch = watch;
        Know();
        Want("h1");

        Assert.Equal("m1", _api.Pods[Key].Uid());
        Assert.Equal([ApiVerb.Create, ApiVerb.Get], _api.Requests.Select(r => r.Verb));
    }

    [Fact]
    public void Create_AUsersPodHasTheName_IsLeftAloneAndTriedAgain()
    {
        _api.Put(new V1Pod { Metadata = new V1ObjectMeta { Name = "web", Namespace = "default", Uid = "u" } });
        Know();
        Want("h1");
        Assert.Equal("u", _api.Pods[Key].Uid());

        _api.Remove(_api.Pods[Key]);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_api.Pods[Key].IsMirror());
    }

    [Fact]
    public void Crash_WhileARequestIsUnderWay_NothingIsLost()
    {
        Know();
        _api.IsHolding = true;
        Want("h1");
        _mirrors.Tell(new ApiPodSeen(null!));
        _time.RunToQuiescence();
        _api.Release();

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(_api.Pods[Key].IsMirrorOf(MirrorPodsTests.Pod("h1")));
        Assert.Single(_api.Pods);
    }

    [Fact]
    public void Failure_IsTriedAgain()
    {
        var failures = 3;
        _api.Fault = _ => failures-- > 0 ? new ApiFailure(403, "Forbidden", "no") : null;
        Know();
        Want("h1");

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Single(_api.Pods);
    }

    private void Know()
    {
        _mirrors.Tell(new MirrorNode("node-1", "node-uid", false));
        _time.RunToQuiescence();
    }

    private void Want(string hash)
    {
        _mirrors.Tell(new MirrorWanted("web_default", MirrorPodsTests.Pod(hash), false));
        _time.RunToQuiescence();
    }
}
