using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

/// <summary>
/// An actor that does what it is told: it runs each <see cref="Action{T}"/> it receives on its context, throws each
/// exception, and notes everything else, as it notes its own life.
/// </summary>
public class Script(Observer observer, string name, SupervisorStrategy? strategy = null) : UntypedActor
{
    public static Props Props(Observer observer, string name, SupervisorStrategy? strategy = null) =>
        global::Akka.Actor.Props.Create(() => new Script(observer, name, strategy));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Action<IUntypedActorContext> step:
                step(Context);
                break;
            case Exception failure:
                throw failure;
            default:
                observer.Note($"{name}: {message}");
                break;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() => strategy ?? base.SupervisorStrategy();

    protected override void PreStart() => observer.Note($"{name} PreStart");

    protected override void PostStop() => observer.Note($"{name} PostStop");

    protected override void PreRestart(Exception reason, object? message)
    {
        observer.Note($"{name} PreRestart {reason.Message}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        observer.Note($"{name} PostRestart {reason.Message}");
        base.PostRestart(reason);
    }
}
