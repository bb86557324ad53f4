using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Explain;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Agent.Node.Tests.NodeStatus;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Probes;

/// <summary>A probe by itself, on a clock that can leap.</summary>
public sealed class ProbeActorSpec : IDisposable
{
    private static readonly HttpAnswer Good = new(200, null, "");

    private readonly Simulation.Simulation _simulation = Simulation.Simulation.Create(1);
    private readonly LeapingTime _time;
    private readonly ScriptedHost _script;
    private readonly List<ProbeActor.Verdict> _verdicts = [];
    private readonly List<RecordEvent> _events = [];
    private readonly IActorRef _owner;
    private readonly V1Container _container = new()
    {
        Name = "main",
        LivenessProbe = new V1Probe { HttpGet = new V1HTTPGetAction { Port = 80 }, TimeoutSeconds = 2, PeriodSeconds = 10, FailureThreshold = 1 },
    };

    public ProbeActorSpec()
    {
        _time = new LeapingTime(_simulation.Time);
        (var host, _script) = ScriptedHost.Create();
        var node = new SimulatedNode(_simulation, new SimulatedNodeOptions());
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1" },
            new NodePorts(node.Runtime, node.Runtime, host),
            _time,
            _simulation.RandomFor("test"),
            NullLoggerFactory.Instance,
            new ExplainBoard());
        _simulation.Advance(TimeSpan.FromMinutes(1));
        var events = _simulation.System.ActorOf(Akka.Actor.Props.Create(() => new Sink(m => _events.Add((RecordEvent)m))));
        var props = ProbeActor.Props(new ProbeSetup(
            services, ActorRefs.Nobody, events, "uid", "web", "main", ContainerKind.Regular, ProbeKind.Liveness, new CallNumbers(), NullLogger.Instance));
        _owner = _simulation.System.ActorOf(Akka.Actor.Props.Create(() => new Owner(props, m => _verdicts.Add((ProbeActor.Verdict)m))));
        Watch("i1", ProbeResult.Success);
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void Deadline_SeenInTime_IsAFailure()
    {
        Advance(1.9);
        Assert.Empty(_verdicts);
        Advance(0.2);

        Assert.Equal(ProbeResult.Failure, Assert.Single(_verdicts).Report.Result);
        Assert.Contains("within 2s", Assert.Single(_events).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deadline_SeenLate_TheAnswerThatWaitsCounts()
    {
        Advance(1);
        _time.Ahead = TimeSpan.FromSeconds(7);
        Advance(1.5);
        Answer(0);
        Advance(1);

        Assert.Empty(_verdicts);
        Assert.Empty(_events);
    }

    [Fact]
    public void Deadline_SeenLateButStillNoAnswer_IsAFailureInTheEnd()
    {
        Advance(1);
        _time.Ahead = TimeSpan.FromSeconds(7);
        Advance(2.5);
        Assert.Empty(_verdicts);
        Advance(1);

        Assert.Single(_verdicts);
    }

    [Fact]
    public void Deadline_SeenLateTwice_SaysNothing()
    {
        Advance(1);
        _time.Ahead = TimeSpan.FromSeconds(7);
        Advance(2);
        _time.Ahead = TimeSpan.FromSeconds(14);
        Advance(2);
        Assert.Equal(new ProbeReport(ProbeResult.Success, "the agent did not get to run"), Assert.Single(_verdicts).Report);
        Assert.Empty(_events);

        // The rhythm went on meanwhile: the next is due.
        Assert.Equal(2, _script.Exchanges.Count);
        Answer(1);
        Advance(1);
        Assert.All(_verdicts, v => Assert.Equal(ProbeResult.Success, v.Report.Result));
    }

    [Fact]
    public void Answer_OfAnEarlierInstance_CountsForNothing()
    {
        Advance(0.1);
        Watch("i2", ProbeResult.Success);
        Advance(0.1);
        _simulation.Schedule(TimeSpan.Zero, () => _script.Exchanges[0].TrySetException(new IOException("connection reset by peer")));
        Advance(0.1);
        Assert.Empty(_verdicts);

        Answer(1);
        Advance(0.5);
        Assert.Empty(_verdicts);
        Assert.Equal(2, _script.Exchanges.Count);
    }

    [Fact]
    public void Failure_Decisive_IsNotProbedAgainUntilThereIsAnotherInstance()
    {
        Advance(3);
        Advance(60);
        Assert.Single(_script.Exchanges);

        Watch("i2", ProbeResult.Success);
        Advance(0.1);
        Assert.Equal(2, _script.Exchanges.Count);
    }

    private void Watch(string instance, ProbeResult result)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Name = "web", Namespace = "default", Uid = "uid" } };
        _owner.Tell(new Owner.ToChild(new ProbeActor.Watch(
            new ProbeSubject(pod, _container, instance, _time.GetUtcNow(), "10.0.0.1"), result, IsGated: false)));
    }

    private void Answer(int exchange) => _simulation.Schedule(TimeSpan.Zero, () => _script.Exchanges[exchange].SetResult(Good));

    private void Advance(double seconds) => _simulation.Advance(TimeSpan.FromSeconds(seconds));
}
