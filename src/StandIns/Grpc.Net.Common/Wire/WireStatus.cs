using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>The failures of sending and receiving one message.</summary>
internal static class WireStatus
{
    public static readonly Status SendTooLarge =
        new(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size.");

    public static readonly Status ReceiveTooLarge =
        new(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");

    public static readonly Status CompressedWithoutEncoding =
        new(StatusCode.Internal, "A message is compressed, and grpc-encoding does not say how.");

    public static Status UnknownEncoding(string encoding, IEnumerable<string> known) => new(
        StatusCode.Unimplemented,
        $"grpc-encoding '{encoding}' is not supported. Supported: {string.Join(", ", known.Prepend(WireNames.Identity))}.");
}
