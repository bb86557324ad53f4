namespace Akka.Actor;

/// <summary>Asks whoever receives it for an <see cref="ActorIdentity"/>.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>A question whose answer carries <paramref name="messageId"/>.</summary>
    public Identify(object? messageId)
    {
        MessageId = messageId;
    }

    /// <summary>Relates the answer to the question.</summary>
    public object? MessageId { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    /// <inheritdoc/>
    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => $"<Identify>: {MessageId}";
}
