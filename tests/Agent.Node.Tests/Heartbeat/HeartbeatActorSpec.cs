using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Heartbeat;
using Agent.Node.NodeStatus;
using Agent.Node.Tests.NodeStatus;

namespace Agent.Node.Tests.Heartbeat;

public sealed class HeartbeatActorSpec : ApiSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private V1Lease Lease => Server.Lease ?? throw new InvalidOperationException("there is no lease");

    private void Start() => StartActor(services => HeartbeatActor.Props(services, Api));

    private void KnowNode(string uid) => Tell(new NodeKnown(new V1Node { Metadata = new V1ObjectMeta { Name = "node-1", Uid = uid } }));

    [Fact]
    public void Lease_NoneYet_IsCreatedAsSoonAsTheNodeIsKnown()
    {
        Start();
        Time.Advance(Minute);
        Assert.Empty(Server.Writes);

        KnowNode("n1");
        Time.RunToQuiescence();

        Assert.Equal(("node-1", 40), (Lease.Spec.HolderIdentity, Lease.Spec.LeaseDurationSeconds));
        var owner = Assert.Single(Lease.Metadata.OwnerReferences!);
        Assert.Equal(("v1", "Node", "node-1", "n1"), (owner.ApiVersion, owner.Kind, owner.Name, owner.Uid));
        Assert.Equal(Time.Time.GetUtcNow(), Lease.Spec.RenewTime);
    }

    [Fact]
    public void Lease_ThereAlready_IsRenewedAtOnceAlsoWhileTheNodeIsNotKnown()
    {
        Server.Put(NodeLease.Renew(null, "node-1", "n1", 40, Time.Time.GetUtcNow()));
        Start();

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(Server.Writes, w => w.Request.Verb == ApiVerb.Update);
        Assert.Equal("n1", Assert.Single(Lease.Metadata.OwnerReferences!).Uid);
    }

    [Fact]
    public void Renewal_Idle_EveryTenSecondsAndALittle()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromHours(1));

        var times = Server.Writes.Select(w => w.At).ToList();
        var pauses = times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        Assert.All(pauses, pause => Assert.InRange(pause, 10, 10.4));
        Assert.True(pauses.Distinct().Count() > pauses.Count / 2);
        Assert.InRange(Server.Writes.Count(), 3600 / 10.4, 361);
        Assert.True(Server.Requests.Count - Server.Writes.Count() <= 2);
    }

    [Fact]
    public void Renewal_SomebodyElseChangedTheLease_ReadsItAndRenews()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Put(Lease with { Metadata = Lease.Metadata with { Labels = new SortedDictionary<string, string> { ["a"] = "b" } } });
        Server.Requests.Clear();

        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([ApiVerb.Update, ApiVerb.Get, ApiVerb.Update], Server.Requests.Select(r => r.Request.Verb));
        Assert.Equal("b", Lease.Metadata.Labels!["a"]);
    }

    [Fact]
    public void Renewal_LeaseDeleted_IsCreatedAgain()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Lease = null;

        Time.Advance(TimeSpan.FromSeconds(10.5));

        Assert.NotNull(Server.Lease);
    }

    [Fact]
    public void Renewal_NodeRegisteredAnew_TheNewNodeOwnsTheLease()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        KnowNode("n2");

        Time.Advance(TimeSpan.FromSeconds(10.5));

        Assert.Equal("n2", Assert.Single(Lease.Metadata.OwnerReferences!).Uid);
    }

    [Fact]
    public void Connection_LostForAMinute_IsTriedSevenSecondsApartAndRenewedWhenItIsBack()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Requests.Clear();
        Server.Fault = _ => new ApiFailure(0, "", "connection refused");
        Time.Advance(Minute);

        // Five renewals without a pause, then readings at 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 7, 7 … s.
        Assert.Equal(5, Server.Requests.Count(r => r.Request.Verb == ApiVerb.Update));
        Assert.InRange(Server.Requests.Count, 5 + 9, 5 + 14);

        Server.Fault = _ => null;
        Server.Requests.Clear();
        Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Contains(Server.Requests, r => r.Request.Verb == ApiVerb.Update);
    }

    [Fact]
    public void Renewal_RefusedWhileReadingWorks_IsNoBusyLoop()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Fault = r => r.Verb == ApiVerb.Update ? new ApiFailure(403, "Forbidden", "no") : null;
        Server.Requests.Clear();

        Time.Advance(Minute);

        Assert.InRange(Server.Requests.Count, 10, 6 * 16);
    }

    [Fact]
    public void Crash_OfTheActor_RenewsAtOnceAndAsksForTheNode()
    {
        Start();
        KnowNode("n1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Server.Requests.Clear();

        Tell(Akka.Actor.Kill.Instance);
        Time.RunToQuiescence();

        Assert.Contains(Told, m => m is HeartbeatActor.Restarted);
        Assert.Equal([ApiVerb.Get, ApiVerb.Update], Server.Requests.Select(r => r.Request.Verb));
    }
}
