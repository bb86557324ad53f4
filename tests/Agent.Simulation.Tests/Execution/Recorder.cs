using Akka.Actor;

namespace Agent.Simulation.Tests.Execution;

/// <summary>Notes what it gets, with the time; answers "echo" to the sender and forwards what it is told to.</summary>
internal sealed class Recorder(List<string> log, TimeProvider time) : UntypedActor, IWithTimers
{
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(List<string> log, TimeProvider time) => Akka.Actor.Props.Create(() => new Recorder(log, time));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case "tick every second":
                Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromSeconds(1));
                break;
            case "stop ticking":
                Timers.Cancel("tick");
                break;
            case "throw":
                throw new InvalidOperationException("as told");
            case "forever":
                Self.Tell(message);
                break;
            default:
                log.Add($"{Self.Path.Name}:{message}@{time.GetUtcNow():HH:mm:ss.fff}");
                break;
        }
    }
}
