using Akka.Actor;

namespace Agent.Hosting;

/// <summary>Asks the node's actor every few seconds whether it is there; an answer went through its mailbox.</summary>
internal sealed class NodePulseActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly IActorRef _node;
    private readonly NodePulse _pulse;

    public NodePulseActor(IActorRef node, NodePulse pulse)
    {
        _node = node;
        _pulse = pulse;
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef node, NodePulse pulse) => Akka.Actor.Props.Create(() => new NodePulseActor(node, pulse));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Period), Ask.Instance, TimeSpan.Zero, Period);
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ask:
                _node.Tell(new Identify(null));
                break;
            case ActorIdentity { Subject: not null }:
                _pulse.Beat();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private sealed class Ask
    {
        public static readonly Ask Instance = new();
    }
}
