using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What the test actor received, and from whom.</summary>
internal sealed record MessageEnvelope(object Message, IActorRef Sender)
{
    public override string ToString() => $"<{Message}> from {Sender}";
}
