using System.Buffers;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Reads and writes the messages of a call.</summary>
internal sealed partial class ServerCall
{
    private static readonly Status Incomplete = new(StatusCode.Internal, "Incomplete message.");
    private static readonly Status TooMany = new(StatusCode.Internal, "Additional data after the message received.");
    private static readonly Status ReadCancelled = new(StatusCode.Internal, "Incoming message cancelled.");

    /// <summary>Reads the one message of a request.</summary>
    /// <exception cref="RpcException">There is none, or more than one, or it is too large.</exception>
    public async Task<T> ReadSingleAsync<T>(Marshaller<T> marshaller)
        where T : class
    {
        var message = await ReadNextAsync(marshaller, CancellationToken.None) ?? throw new RpcException(Incomplete);
        while (true)
        {
            var result = await Http.Request.BodyReader.ReadAsync();
            var more = !result.Buffer.IsEmpty;
            Http.Request.BodyReader.AdvanceTo(result.Buffer.Start);
            if (more)
            {
                throw new RpcException(TooMany);
            }

            if (result.IsCompleted)
            {
                return message;
            }
        }
    }

    /// <summary>Reads the next message of a request; null at its end.</summary>
    /// <exception cref="RpcException">The request ends inside a message, or one is too large.</exception>
    public async Task<T?> ReadNextAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        var reader = Http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);

            // Unless a message is found nothing is consumed and all is looked at: the next read waits for more.
            var (consumed, examined) = (result.Buffer.Start, result.Buffer.End);
            try
            {
                if (result.IsCanceled)
                {
                    throw new RpcException(ReadCancelled);
                }

                if (TryRead(result.Buffer, marshaller, out var message, out var end))
                {
                    (consumed, examined) = (end, end);
                    return message;
                }

                if (result.IsCompleted)
                {
                    return result.Buffer.IsEmpty ? null : throw new RpcException(Incomplete);
                }
            }
            finally
            {
                reader.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>Writes a message behind the response headers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="marshaller">Its marshaller.</param>
    /// <param name="flush">Whether to send it now, and wait for a slow client, or with what follows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WriteAsync<T>(T message, Marshaller<T> marshaller, bool flush, CancellationToken cancellationToken)
    {
        var response = Http.Response;
        if (!response.HasStarted)
        {
            await response.StartAsync(cancellationToken);
        }

        using var frame = Frame.Write(
            message,
            marshaller.ContextualSerializer,
            ResponseCompression(),
            _settings.ResponseLevel,
            _settings.MaxSendMessageSize);
        if (!flush)
        {
            response.BodyWriter.Write(frame.Memory.Span);
            return;
        }

        var result = await response.BodyWriter.WriteAsync(frame.Memory, cancellationToken);
        if (!result.IsCompleted && (cancellationToken.IsCancellationRequested || CancellationToken.IsCancellationRequested))
        {
            throw new OperationCanceledException("The call ended while a message was written.");
        }
    }

    private bool TryRead<T>(
        in ReadOnlySequence<byte> buffer, Marshaller<T> marshaller, out T? message, out SequencePosition end)
    {
        message = default;
        end = buffer.Start;
        if (buffer.Length < FrameHeader.Size)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        buffer.Slice(0, FrameHeader.Size).CopyTo(bytes);
        var header = FrameHeader.Read(bytes);
        if (header.Length > _settings.MaxReceiveMessageSize)
        {
            throw new RpcException(WireStatus.ReceiveTooLarge);
        }

        if (buffer.Length < FrameHeader.Size + (long)header.Length)
        {
            return false;
        }

        var payload = buffer.Slice(FrameHeader.Size, header.Length);
        message = Deserialize(payload, header.Compressed, marshaller.ContextualDeserializer);
        end = payload.End;
        return true;
    }

    private T Deserialize<T>(in ReadOnlySequence<byte> payload, bool compressed, Func<DeserializationContext, T> deserializer)
    {
        if (!compressed)
        {
            return FrameDeserializationContext.Read(payload, deserializer);
        }

        var encoding = (string?)Http.Request.Headers[WireNames.Encoding];
        using var plain = Frame.Decompress(
            payload.ToArray(), encoding, _settings.Compressions, _settings.MaxReceiveMessageSize);
        return FrameDeserializationContext.Read(plain.Sequence, deserializer);
    }

    private ICompressionProvider? ResponseCompression() =>
        _responseEncoding is null || WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) == true
            ? null
            : _settings.Compressions.GetValueOrDefault(_responseEncoding);
}
