using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>Messages to frames, header and payload in one buffer so that one write sends both; and decompression.</summary>
internal static class Frame
{
    /// <summary>Writes a message as a frame.</summary>
    /// <param name="message">The message.</param>
    /// <param name="serializer">Its serializer.</param>
    /// <param name="compression">Compresses the payload; null for none.</param>
    /// <param name="level">The level of the compression; null for its own.</param>
    /// <param name="limit">The most bytes of the message, before compression.</param>
    /// <exception cref="RpcException">The message is larger than <paramref name="limit"/>.</exception>
    public static PooledBytes Write<T>(
        T message,
        Action<T, SerializationContext> serializer,
        ICompressionProvider? compression,
        CompressionLevel? level,
        int? limit)
    {
        using var context = FrameSerializationContext.Rent(limit);
        serializer(message, context);
        return compression is null ? context.Finish() : Compress(context.Payload, compression, level);
    }

    /// <summary>Decompresses a payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="encoding">The encoding its stream announces.</param>
    /// <param name="compressions">The known encodings.</param>
    /// <param name="limit">The most bytes of the message, after decompression.</param>
    /// <exception cref="RpcException">The encoding is not known, or the message is too large.</exception>
    public static PooledBytes Decompress(
        ReadOnlyMemory<byte> payload,
        string? encoding,
        IReadOnlyDictionary<string, ICompressionProvider> compressions,
        int? limit)
    {
        if (encoding is null or WireNames.Identity)
        {
            throw new RpcException(WireStatus.CompressedWithoutEncoding);
        }

        if (!compressions.TryGetValue(encoding, out var compression))
        {
            throw new RpcException(WireStatus.UnknownEncoding(encoding, compressions.Keys));
        }

        using var output = new PooledWriter
        {
            Limit = limit,
            LimitExceeded = static () => new RpcException(WireStatus.ReceiveTooLarge),
        };
        using var input = new MemoryStream(payload.ToArray(), writable: false);
        using var decompressing = compression.CreateDecompressionStream(input);
        decompressing.CopyTo(output);
        output.Reserve(1);
        return output.Detach();
    }

    private static PooledBytes Compress(ReadOnlySpan<byte> payload, ICompressionProvider compression, CompressionLevel? level)
    {
        using var output = new PooledWriter();
        output.GetSpan(FrameHeader.Size);
        output.Advance(FrameHeader.Size);
        using (var compressing = compression.CreateCompressionStream(output, level))
        {
            compressing.Write(payload);
        }

        new FrameHeader(true, output.Written - FrameHeader.Size).Write(output.WrittenSpan);
        return output.Detach();
    }
}
