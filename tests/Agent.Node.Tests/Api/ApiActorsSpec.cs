using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Api;

/// <summary>An actor that talks to the API server, in virtual time, and what it tells the one who made it.</summary>
public abstract class ApiActorsSpec : IDisposable
{
    protected Simulation.Simulation Time { get; } = Simulation.Simulation.Create(1);

    private protected ScriptedApi Api { get; } = new();

    private protected CountedConnections Connections { get; } = new();

    protected List<object> Told { get; } = [];

    protected IActorRef Owner { get; private set; } = ActorRefs.Nobody;

    public void Dispose()
    {
        Time.Dispose();
        GC.SuppressFinalize(this);
    }

    protected NodeServices Services(NodeOptions? options = null)
    {
        var node = new SimulatedNode(Time, new SimulatedNodeOptions());
        return new NodeServices(
            options ?? new NodeOptions { NodeName = "node-1" },
            new NodePorts(node.Runtime, node.Runtime, node.Host, Api, Connections),
            Time.Time,
            Time.RandomFor("test"),
            NullLoggerFactory.Instance,
            new ExplainBoard());
    }

    /// <summary>Starts what is tested as children of a noting actor, the last of them the one that is told things.</summary>
    protected void Start(params Func<IUntypedActorContext, IActorRef>[] children)
    {
        Owner = Time.System.ActorOf(Props.Create(() => new Noting(children, Told)), "node-1");
        Time.RunToQuiescence();
    }

    /// <summary>Does something as an event of the simulation, and lets follow what follows: tasks complete only there.</summary>
    protected void Do(Action action)
    {
        Time.Schedule(TimeSpan.Zero, action);
        Time.Advance(TimeSpan.FromMilliseconds(1));
    }

    protected void Tell(object message)
    {
        Do(() => Owner.Tell(new Noting.ToChild(message)));
    }

    private sealed class Noting(Func<IUntypedActorContext, IActorRef>[] children, List<object> told) : UntypedActor
    {
        private IActorRef _child = ActorRefs.Nobody;

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

        protected override void PreStart()
        {
            foreach (var child in children)
            {
                _child = child(Context);
            }
        }

        protected override void OnReceive(object message)
        {
            if (message is ToChild(var content))
            {
                _child.Tell(content);
            }
            else
            {
                told.Add(message);
            }
        }

        internal sealed record ToChild(object Content);
    }
}
