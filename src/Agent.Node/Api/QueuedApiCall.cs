using Akka.Actor;

namespace Agent.Node.Api;

/// <summary>A call inside the API gateway, from its arrival until it is answered.</summary>
internal sealed class QueuedApiCall(long sequence, ApiCall call, IActorRef replyTo, DateTimeOffset arrived)
{
    /// <summary>Order of arrival; also the gateway's own name of the call.</summary>
    public long Sequence { get; } = sequence;

    public ApiCall Call { get; } = call;

    public IActorRef ReplyTo { get; } = replyTo;

    public DateTimeOffset Arrived { get; } = arrived;

    /// <summary>When it is given up.</summary>
    public DateTimeOffset Expires { get; } = arrived + (call.Deadline ?? ApiPolicy.Deadline);

    /// <summary>Times it has been sent.</summary>
    public int Attempt { get; set; }

    /// <summary>Timestamp (TimeProvider ticks) of the current attempt.</summary>
    public long Sent { get; set; }

    public CancellationTokenSource? Cancellation { get; set; }

    /// <summary>Why the last attempt failed; null: not yet.</summary>
    public ApiFailure? LastFailure { get; set; }
}
