using System.Buffers;
using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>
/// Takes a message into a pooled buffer, behind room for the frame's header. A thread keeps one for its next message:
/// serializers are synchronous.
/// </summary>
internal sealed class FrameSerializationContext : SerializationContext, IDisposable
{
    [ThreadStatic]
    private static FrameSerializationContext? _spare;

    private readonly PooledWriter _writer = new();
    private Stage _stage;
    private int? _limit;

    private enum Stage
    {
        Empty,
        Writing,
        Complete,
    }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Payload => Completed()._writer.WrittenSpan[FrameHeader.Size..];

    public static FrameSerializationContext Rent(int? limit)
    {
        // Taken while in use: a serializer may itself make a call.
        var context = _spare ?? new FrameSerializationContext();
        _spare = null;
        context._limit = limit;
        context._stage = Stage.Empty;
        return context;
    }

    /// <summary>Gives the context back to its thread.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _spare = this;
    }

    /// <summary>Hands over the frame of an uncompressed message.</summary>
    public PooledBytes Finish()
    {
        new FrameHeader(false, Payload.Length).Write(_writer.WrittenSpan);
        return _writer.Detach();
    }

    public override void SetPayloadLength(int payloadLength)
    {
        Expect(Stage.Empty);
        CheckLimit(payloadLength);
        _writer.Reserve(FrameHeader.Size + payloadLength);
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_stage != Stage.Writing)
        {
            Open();
        }

        return _writer;
    }

    public override void Complete(byte[] payload)
    {
        CheckLimit(payload.Length);
        Open();
        _writer.Write(payload);
        _stage = Stage.Complete;
    }

    public override void Complete()
    {
        Expect(Stage.Writing);
        CheckLimit(_writer.Written - FrameHeader.Size);
        _stage = Stage.Complete;
    }

    private void Open()
    {
        Expect(Stage.Empty);
        _writer.GetSpan(FrameHeader.Size);
        _writer.Advance(FrameHeader.Size);
        _stage = Stage.Writing;
    }

    private void CheckLimit(int length)
    {
        if (length > _limit)
        {
            throw new RpcException(WireStatus.SendTooLarge);
        }
    }

    private FrameSerializationContext Completed() => _stage == Stage.Complete
        ? this
        : throw new InvalidOperationException("The serializer returned without completing the message.");

    private void Expect(Stage stage)
    {
        if (_stage != stage)
        {
            throw new InvalidOperationException($"Not valid while the message is in the state {_stage}.");
        }
    }
}
