using Akka.Actor;

namespace Agent.Node.Tests.NodeStatus;

/// <summary>Notes what it is told.</summary>
internal sealed class Sink(Action<object> note) : UntypedActor
{
    protected override void OnReceive(object message) => note(message);
}
