using System.Buffers;
using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>
/// Gives a payload to a deserializer. A thread keeps one for its next message: deserializers are synchronous.
/// </summary>
internal sealed class FrameDeserializationContext : DeserializationContext
{
    [ThreadStatic]
    private static FrameDeserializationContext? _spare;

    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public static T Read<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        var context = _spare ?? new FrameDeserializationContext();
        _spare = null;
        context._payload = payload;
        try
        {
            return deserializer(context);
        }
        finally
        {
            context._payload = default;
            _spare = context;
        }
    }

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;
}
