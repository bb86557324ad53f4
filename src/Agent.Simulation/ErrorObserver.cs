using Akka.Actor;
using Akka.Event;

namespace Agent.Simulation;

/// <summary>Collects what went wrong in the actor system.</summary>
internal sealed class ErrorObserver(Simulation simulation) : UntypedActor
{
    public static Props Props(Simulation simulation) => Akka.Actor.Props.Create(() => new ErrorObserver(simulation));

    public static void Subscribe(EventStream stream, IActorRef observer)
    {
        stream.Subscribe(observer, typeof(Error));
        stream.Subscribe(observer, typeof(UnhandledMessage));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Error error:
                simulation.Report(error.LogSource, error.Cause is { } cause ? $"{error.Message}: {cause}" : $"{error.Message}");
                break;
            case UnhandledMessage unhandled:
                simulation.Report(unhandled.Recipient.Path.ToStringWithoutAddress(), $"unhandled: {unhandled.Message}");
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
