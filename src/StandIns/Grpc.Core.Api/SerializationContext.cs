using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer puts a message: either it hands over a complete array, or it announces the length, writes into the
/// buffer and completes.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Completes the message with these bytes.</summary>
    /// <param name="payload">The whole message.</param>
    /// <exception cref="InvalidOperationException">The message is complete, or the buffer is in use.</exception>
    public abstract void Complete(byte[] payload);

    /// <summary>The buffer that takes the message.</summary>
    /// <exception cref="InvalidOperationException">The message is complete.</exception>
    public abstract IBufferWriter<byte> GetBufferWriter();

    /// <summary>Announces the length, so that the buffer has the right size at once.</summary>
    /// <param name="payloadLength">Length of the message in bytes.</param>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Completes the message written into the buffer.</summary>
    /// <exception cref="InvalidOperationException">The message is complete, or the buffer was never asked for.</exception>
    public abstract void Complete();
}
