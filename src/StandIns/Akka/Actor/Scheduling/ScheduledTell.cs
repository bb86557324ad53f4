using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>Sends a message, as work.</summary>
internal sealed class ScheduledTell(ICanTell receiver, object message, IActorRef? sender) : IRunnable
{
    public void Run() => receiver.Tell(message, sender);

    public void Execute() => Run();

    public override string ToString() => $"[{receiver}.Tell({message}, {sender})]";
}
