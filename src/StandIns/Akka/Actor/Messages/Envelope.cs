namespace Akka.Actor;

/// <summary>A message and its sender.</summary>
public readonly struct Envelope
{
    /// <summary>An envelope of exactly these two.</summary>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender;
    }

    /// <summary>The sender; null is nobody.</summary>
    public IActorRef? Sender { get; }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{Message ?? "null"}> from {Sender?.ToString() ?? "NoSender"}";
}
