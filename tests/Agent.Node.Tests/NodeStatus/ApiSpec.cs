using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;
using Agent.Simulation.Host;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.NodeStatus;

/// <summary>An actor of the node in virtual time with an API server that answers at once, or fails as told.</summary>
public abstract class ApiSpec : IDisposable
{
    private readonly SimulatedNode _node;

    protected ApiSpec()
    {
        _node = new SimulatedNode(Time, new SimulatedNodeOptions());
        Server = new FakeApi.Server(() => Time.Elapsed);
        Api = Time.System.ActorOf(Props.Create(() => new FakeApi(Server)), "api");
        Gateway = Time.System.ActorOf(Props.Create(() => new FakeGateway()), "gateway");
        EventSink = Time.System.ActorOf(Props.Create(() => new Sink(e => Events.Add((RecordEvent)e))), "events");
    }

    protected Simulation.Simulation Time { get; } = Simulation.Simulation.Create(1);

    protected SimulatedHost Host => _node.Host;

    private protected FakeApi.Server Server { get; }

    protected IActorRef Api { get; }

    protected IActorRef Gateway { get; }

    protected IActorRef EventSink { get; }

    private protected List<RecordEvent> Events { get; } = [];

    protected List<object> Told { get; } = [];

    protected IActorRef Owner { get; private set; } = ActorRefs.Nobody;

    protected NodeStatusOptions Options { get; set; } = new();

    protected V1Node Node => Server.Node ?? throw new InvalidOperationException("there is no node");

    protected V1NodeCondition Ready => NodeConditions.Find(Node.Status.Conditions, "Ready")!;

    private protected static RuntimeHealth Well { get; } = new(true, true, "");

    public void Dispose()
    {
        Time.Dispose();
        GC.SuppressFinalize(this);
    }

    protected NodeServices Services() => new(
        new NodeOptions { NodeName = "node-1", Status = Options },
        new NodePorts(_node.Runtime, _node.Runtime, _node.Host),
        Time.Time,
        Time.RandomFor("node-1"),
        NullLoggerFactory.Instance,
        new ExplainBoard());

    protected void StartActor(Func<NodeServices, Props> props)
    {
        var child = props(Services());
        Owner = Time.System.ActorOf(Props.Create(() => new Owner(child, Told.Add)), "node-1");
    }

    protected void Tell(object message) => Owner.Tell(new Owner.ToChild(message));
}
