using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Configuration;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;
using Agent.Node.Watch;
using Agent.Simulation.Faults;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeStatusActorSpec : ApiSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private void Start()
    {
        StartActor(services => NodeStatusActor.Props(services, Gateway, Api, EventSink));
        Tell(new RuntimeHealthChanged(Well));
    }

    private void StartAndRegister()
    {
        Start();
        Assert.True(Time.RunUntil(() => Server.Node is not null && Told.Count > 0, 5 * Second));
    }

    private static V1Node Existing() => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new V1ObjectMeta
        {
            Name = "node-1",
            Labels = new SortedDictionary<string, string> { ["team"] = "red", ["kubernetes.io/arch"] = "s390x" },
        },
        Spec = new V1NodeSpec { Taints = [new V1Taint { Key = "mine", Effect = "NoExecute" }] },
    };

    [Fact]
    public void Start_NoNode_CreatesOneThatIsReadyWithinASecond()
    {
        Options = Options with { Taints = [new NodeTaint { Key = "new", Effect = "NoSchedule" }] };
        Start();

        Assert.True(Time.RunUntil(() => Server.Node is not null, Second));

        Assert.Equal("True", Ready.Status);
        Assert.Equal(4, Node.Status.Capacity!["cpu"].Value());
        Assert.Equal("containerd://1.7.1", Node.Status.NodeInfo!.ContainerRuntimeVersion);
        Assert.Equal(["192.0.2.1", "node-1"], Node.Status.Addresses!.Select(a => a.Address));
        Assert.Equal("new", Assert.Single(Node.Spec.Taints!).Key);
        Time.Advance(Second);
        Assert.Equal(Node.Metadata.Uid, Assert.IsType<NodeKnown>(Assert.Single(Told)).Node.Metadata.Uid);
        Assert.Contains(Events, e => e.Reason == "Starting");
        Assert.Contains(Events, e => e.Reason == "NodeReady");
    }

    [Fact]
    public void Start_NodeExists_ReconcilesDefaultLabelsAndStatusInOneWrite()
    {
        Server.Put(Existing());

        StartAndRegister();
        Time.Advance(Second);

        Assert.Equal([ApiVerb.Create, ApiVerb.Patch], Server.Writes.Select(w => w.Request.Verb));
        Assert.Equal("red", Node.Metadata.Labels!["team"]);
        Assert.Equal("amd64", Node.Metadata.Labels["kubernetes.io/arch"]);
        Assert.Equal("mine", Assert.Single(Node.Spec.Taints!).Key);
        Assert.Equal("True", Ready.Status);
    }

    [Fact]
    public void Start_CreateIsForbidden_ReadsTheNodeInstead()
    {
        Server.Put(Existing());
        Server.Fault = r => r.Verb == ApiVerb.Create ? new ApiFailure(403, "Forbidden", "may not create nodes") : null;

        StartAndRegister();
        Time.Advance(Second);

        Assert.Equal("True", Ready.Status);
    }

    [Fact]
    public void Start_RegisterNodeIsOff_OnlyReadsUntilThereIsOne()
    {
        Options = Options with { RegisterNode = false };
        Start();
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(Server.Writes);

        Server.Put(Existing());
        Time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal("True", Ready.Status);
        Assert.DoesNotContain("volumes.kubernetes.io/controller-managed-attach-detach", Node.Metadata.Annotations?.Keys ?? []);
    }

    [Fact]
    public void Register_ServerFails_PausesDoubleUpToSevenSeconds()
    {
        Server.Fault = _ => new ApiFailure(503, "ServiceUnavailable", "starting");
        Start();

        Time.Advance(TimeSpan.FromSeconds(40));

        var times = Server.Requests.Select(r => r.At).ToList();
        var pauses = times.Zip(times.Skip(1), (a, b) => (int)Math.Round((b - a).TotalMilliseconds)).ToList();
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 7000, 7000, 7000], pauses.Take(10));
        Server.Fault = _ => null;
        Assert.True(Time.RunUntil(() => Server.Node is not null, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void Start_HostAndRuntimeDoNotAnswer_RegistersWithinFiveSeconds()
    {
        Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ReadSpace" });
        StartActor(services => NodeStatusActor.Props(services, Akka.Actor.ActorRefs.Nobody, Api, EventSink));

        Assert.True(Time.RunUntil(() => Server.Node is not null, 5 * Second));

        Assert.Equal("False", Ready.Status);
        Assert.Equal(
            "[container runtime status check may not have completed yet, network state unknown, "
            + "missing node capacity for resources: ephemeral-storage]",
            Ready.Message);
        Assert.Equal(4, Node.Status.Capacity!["cpu"].Value());
    }

    [Fact]
    public void Idle_ForAnHour_WritesOnlyTheReportEveryFiveMinutes()
    {
        StartAndRegister();
        Time.Advance(TimeSpan.FromSeconds(20));
        var before = Server.Writes.Count();

        Time.Advance(TimeSpan.FromHours(1));

        Assert.InRange(Server.Writes.Count() - before, 11, 13);
        var looks = Server.Requests.Count(r => r.Request.Verb == ApiVerb.Get);
        Assert.InRange(looks, 3600 / 10.4, 3700 / 10.0);
    }

    [Fact]
    public void RuntimeGoesDownAndUp_ReadyFollowsAtOnceWithItsTransitionTimes()
    {
        StartAndRegister();
        Time.Advance(TimeSpan.FromMinutes(1));
        Events.Clear();
        var since = Ready.LastTransitionTime;
        var down = Time.Time.GetUtcNow();

        Tell(new RuntimeHealthChanged(new RuntimeHealth(false, false, "down") { RuntimeError = "container runtime is down" }));
        Time.Advance(Second);

        Assert.Equal(("False", "KubeletNotReady", "container runtime is down"), (Ready.Status, Ready.Reason, Ready.Message));
        Assert.Equal(KubernetesTime.ToSeconds(down), Ready.LastTransitionTime);
        Assert.True(Ready.LastTransitionTime > since);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(KubernetesTime.ToSeconds(down), Ready.LastTransitionTime);

        Tell(new RuntimeHealthChanged(Well));
        Time.Advance(Second);

        Assert.Equal("True", Ready.Status);
        Assert.Equal(["NodeNotReady", "NodeReady"], Events.Select(e => e.Reason));
        Assert.Equal("Node node-1 status is now: NodeReady", Events[1].Message);
    }

    [Fact]
    public void Pressure_Told_IsReportedAtOnce()
    {
        StartAndRegister();
        Tell(new NodePressure(true, false, false));
        Time.Advance(Second);

        Assert.Equal("KubeletHasInsufficientMemory", NodeConditions.Find(Node.Status.Conditions, "MemoryPressure")!.Reason);
    }

    [Fact]
    public void Node_DeletedWhileTheAgentRuns_IsCreatedAgainAtTheNextPass()
    {
        StartAndRegister();
        var uid = Node.Metadata.Uid;
        Server.Node = null;

        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.NotEqual(uid, Node.Metadata.Uid);
        Assert.Equal("True", Ready.Status);
        Assert.Equal(Node.Metadata.Uid, Told.OfType<NodeKnown>().Last().Node.Metadata.Uid);
    }

    [Fact]
    public void Watch_ShowsTheNode_NothingIsRead()
    {
        StartAndRegister();
        Time.Advance(TimeSpan.FromSeconds(20));
        Tell(new NodeObserved(Node));
        Server.Requests.Clear();

        Time.Advance(TimeSpan.FromHours(1));

        Assert.All(Server.Requests, r => Assert.Equal(ApiVerb.Patch, r.Request.Verb));
        Assert.InRange(Server.Requests.Count, 11, 13);
    }

    [Fact]
    public void Watch_ShowsWhatOthersDidToTheNode_IsPutRightAtTheNextPass()
    {
        StartAndRegister();
        Time.Advance(Second);
        Tell(new NodeObserved(Server.Put(Node with
        {
            Status = Node.Status with { Conditions = [.. Node.Status.Conditions!.Select(c => c with { Status = "Unknown" })] },
        })));

        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("True", Ready.Status);
    }

    [Fact]
    public void Watch_ShowsThatTheNodeIsGone_IsCreatedAgainAtTheNextPass()
    {
        StartAndRegister();
        Tell(new NodeObserved(Node));
        Time.Advance(Second);
        var uid = Node.Metadata.Uid;
        Server.Node = null;
        Tell(new NodeObserved(null));

        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.NotEqual(uid, Node.Metadata.Uid);
    }

    [Fact]
    public void Watch_BehindADeletion_WriteFindsOutAndTheNodeIsCreatedAgain()
    {
        StartAndRegister();
        Tell(new NodeObserved(Node));
        Time.Advance(Second);
        Server.Node = null;

        Tell(new RuntimeHealthChanged(new RuntimeHealth(false, false, "") { RuntimeError = "gone" }));
        Time.Advance(Second);

        Assert.Equal("gone", Ready.Message);
    }

    [Fact]
    public void Write_Conflicts_ReadsTheLatestAndWritesAgain()
    {
        StartAndRegister();
        var conflicts = 2;
        Server.Fault = r => r.Verb == ApiVerb.Patch && conflicts-- > 0 ? new ApiFailure(409, "Conflict", "modified") : null;
        Server.Requests.Clear();

        Tell(new RuntimeHealthChanged(new RuntimeHealth(false, false, "") { RuntimeError = "gone" }));
        Time.Advance(Second);

        Assert.Equal("gone", Ready.Message);
        Assert.Equal(
            [(ApiVerb.Get, "0"), (ApiVerb.Patch, null), (ApiVerb.Get, null), (ApiVerb.Patch, null), (ApiVerb.Get, null), (ApiVerb.Patch, null)],
            Server.Requests.Select(r => (r.Request.Verb, r.Request.Parameter("resourceVersion"))));
    }

    [Fact]
    public void Server_GoneForMinutes_FiveTriesAPassAndTheStatusWhenItIsBack()
    {
        StartAndRegister();
        Server.Fault = _ => new ApiFailure(0, "", "connection refused");
        Server.Requests.Clear();

        Time.Advance(TimeSpan.FromMinutes(2));

        Assert.InRange(Server.Requests.Count, 11 * 5, 13 * 5);

        // What the cluster makes of a node that is not heard of.
        Server.Put(Node with
        {
            Status = Node.Status with
            {
                Conditions = [.. Node.Status.Conditions!.Select(c => c with { Status = "Unknown", Reason = "NodeStatusUnknown" })],
            },
        });
        Server.Fault = _ => null;
        Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["False", "False", "False", "True"], Node.Status.Conditions!.Select(c => c.Status));
    }

    [Fact]
    public void Labels_OfThePlatformRemoved_ComeBackOthersStayAway()
    {
        StartAndRegister();
        Server.Put(Node with { Metadata = Node.Metadata with { Labels = null } });

        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(
            ["beta.kubernetes.io/arch", "beta.kubernetes.io/os", "kubernetes.io/arch", "kubernetes.io/os"],
            Node.Metadata.Labels!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cordon_AndBack_IsToldAsEvents()
    {
        StartAndRegister();
        Time.Advance(Second);
        Server.Put(Node with { Spec = Node.Spec with { Unschedulable = true } });
        Time.Advance(TimeSpan.FromSeconds(11));
        Server.Put(Node with { Spec = Node.Spec with { Unschedulable = null } });
        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(["NodeNotSchedulable", "NodeSchedulable"], Events.Select(e => e.Reason).Where(r => r.EndsWith("Schedulable", StringComparison.Ordinal)));
    }

    [Fact]
    public void Boot_AnotherThanReported_IsAnEventOnce()
    {
        StartAndRegister();
        Server.Put(Node with { Status = Node.Status with { NodeInfo = Node.Status.NodeInfo! with { BootID = "before" } } });
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(Events, e => e.Reason == "Rebooted");
    }

    [Fact]
    public void Crash_OfTheActor_ChangesNothingOnceItKnowsTheHealthAgain()
    {
        StartAndRegister();
        Time.Advance(TimeSpan.FromSeconds(30));
        var before = Server.Writes.Count();

        Tell(Akka.Actor.Kill.Instance);
        Time.RunToQuiescence();
        Assert.Contains(Told, m => m is NodeStatusActor.Restarted);
        Tell(new RuntimeHealthChanged(Well));
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([ApiVerb.Create], Server.Writes.Skip(before).Select(w => w.Request.Verb));
        Assert.Single(Events, e => e.Reason == "Starting");
    }
}
