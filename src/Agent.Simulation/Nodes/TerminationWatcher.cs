using Akka.Actor;

namespace Agent.Simulation.Nodes;

/// <summary>Tells when an actor has terminated, and ends with it.</summary>
internal sealed class TerminationWatcher(IActorRef watched, Action onTerminated) : UntypedActor
{
    public static void Watch(ActorSystem system, IActorRef actor, Action onTerminated) =>
        ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TerminationWatcher(actor, onTerminated)));

    protected override void PreStart() => Context.Watch(watched);

    protected override void OnReceive(object message)
    {
        if (message is Terminated)
        {
            onTerminated();
            Context.Stop(Self);
            return;
        }

        Unhandled(message);
    }
}
