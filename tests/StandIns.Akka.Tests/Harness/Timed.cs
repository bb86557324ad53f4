using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

/// <summary>An actor with timers that does what it is told with them, and notes everything else.</summary>
public sealed class Timed(Observer observer) : UntypedActor, IWithTimers
{
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Action<ITimerScheduler> step:
                step(Timers);
                break;
            case "sender?":
                observer.Note($"sender {Sender}");
                break;
            default:
                observer.Note(message);
                break;
        }
    }
}
