using Akka.Actor;

namespace Agent.Node.Tests.NodeStatus;

/// <summary>Stands for the node's actor: has one child and notes what it is told.</summary>
internal sealed class Owner(Props child, Action<object> note) : UntypedActor
{
    private IActorRef _child = ActorRefs.Nobody;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    protected override void PreStart() => _child = Context.ActorOf(child, "child");

    protected override void OnReceive(object message)
    {
        if (message is ToChild(var content))
        {
            _child.Tell(content);
        }
        else
        {
            note(message);
        }
    }

    internal sealed record ToChild(object Content);
}
