using System.Buffers;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads messages from a response.</summary>
internal static class FrameReader
{
    // Most messages of a runtime or plugin fit; larger ones get a buffer of their own size.
    private const int BufferSize = 4096;

    /// <summary>Reads the next message.</summary>
    /// <param name="stream">The body of the response.</param>
    /// <param name="deserializer">Bytes to message.</param>
    /// <param name="format">How messages are written.</param>
    /// <param name="single">Whether the message must be the last: then it reads to the end, where the trailers are.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>False at the end of the body.</returns>
    /// <exception cref="InvalidDataException">The body is not frames, or has more than the one that is allowed.</exception>
    /// <exception cref="RpcException">The message is too large, or compressed in a way not known.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<(bool HasMessage, T? Message)> ReadAsync<T>(
        Stream stream,
        Func<DeserializationContext, T> deserializer,
        FrameFormat format,
        bool single,
        CancellationToken cancellationToken)
    {
        if (!single)
        {
            // Waits without a buffer: a stream may be silent for hours.
            await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // Where more messages may follow, not one byte of them is taken.
            var received = await stream.ReadAtLeastAsync(
                buffer.AsMemory(0, single ? buffer.Length : FrameHeader.Size),
                FrameHeader.Size,
                throwOnEndOfStream: false,
                cancellationToken).ConfigureAwait(false);
            if (received == 0)
            {
                return (false, default);
            }

            if (received < FrameHeader.Size)
            {
                throw new InvalidDataException("The response ended inside the header of a message.");
            }

            var header = FrameHeader.Read(buffer);
            if (header.Length > format.Limit)
            {
                throw new RpcException(WireStatus.ReceiveTooLarge);
            }

            var end = FrameHeader.Size + header.Length;
            if (end > buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(end);
                buffer.AsSpan(0, received).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            if (received < end)
            {
                received += await stream.ReadAtLeastAsync(
                    buffer.AsMemory(received, end - received), end - received, throwOnEndOfStream: false, cancellationToken)
                    .ConfigureAwait(false);
                if (received < end)
                {
                    throw new InvalidDataException("The response ended inside a message.");
                }
            }

            var message = Deserialize(buffer.AsMemory(FrameHeader.Size, header.Length), header.Compressed, deserializer, format);
            if (single && (received > end || await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0))
            {
                throw new InvalidDataException("The response has more than the one message that the method allows.");
            }

            return (true, message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static T Deserialize<T>(
        ReadOnlyMemory<byte> payload, bool compressed, Func<DeserializationContext, T> deserializer, in FrameFormat format)
    {
        if (!compressed)
        {
            return FrameDeserializationContext.Read(new ReadOnlySequence<byte>(payload), deserializer);
        }

        using var plain = Frame.Decompress(payload, format.Encoding, format.Compressions, format.Limit);
        return FrameDeserializationContext.Read(plain.Sequence, deserializer);
    }
}
