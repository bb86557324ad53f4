using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

/// <summary>An actor that notes every message it gets.</summary>
public sealed class Probe(Observer observer) : UntypedActor
{
    public static Props Props(Observer observer) => global::Akka.Actor.Props.Create(() => new Probe(observer));

    protected override void OnReceive(object message) => observer.Note(message);
}
