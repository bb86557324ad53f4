using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The root, and the parent of the actors at the top.</summary>
internal sealed class GuardianActor : UntypedActor
{
    public GuardianActor()
    {
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated:
                Context.Stop(Self);
                break;
            case StopChild stop:
                Context.Stop(stop.Child);
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // A guardian keeps its children.
    }
}
