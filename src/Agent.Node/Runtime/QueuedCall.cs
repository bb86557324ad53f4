using Akka.Actor;

namespace Agent.Node.Runtime;

/// <summary>A call inside the gateway, from its arrival until it is answered.</summary>
internal sealed class QueuedCall(long sequence, CriCall call, IActorRef replyTo, CriCallPolicy policy, long arrived)
{
    /// <summary>Order of arrival; also the gateway's own name of the call.</summary>
    public long Sequence { get; } = sequence;

    public CriCall Call { get; } = call;

    public IActorRef ReplyTo { get; } = replyTo;

    public CriCallPolicy Policy { get; } = policy;

    /// <summary>Timestamp (TimeProvider ticks) of arrival.</summary>
    public long Arrived { get; } = arrived;

    /// <summary>Timestamp of the current attempt; 0 while queued.</summary>
    public long Sent { get; set; }

    /// <summary>The current attempt, counted from 1.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Holds one of the slots of start-class calls.</summary>
    public bool HoldsSlot { get; set; }

    public CancellationTokenSource? Cancellation { get; set; }

    public System.Diagnostics.Activity? Span { get; set; }
}
