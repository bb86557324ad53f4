using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of a received message. A deserializer takes them once, while it runs.</summary>
public abstract class DeserializationContext
{
    /// <summary>Length of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message as an array that the caller owns.</summary>
    public abstract byte[] PayloadAsNewBuffer();

    /// <summary>The message without a copy, valid only until the deserializer returns.</summary>
    public abstract ReadOnlySequence<byte> PayloadAsReadOnlySequence();
}
