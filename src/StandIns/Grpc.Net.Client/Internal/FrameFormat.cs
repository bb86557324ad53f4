using Grpc.Net.Compression;

namespace Grpc.Net.Client.Internal;

/// <summary>How the messages of a response are written, and how large they may be.</summary>
internal readonly record struct FrameFormat(
    string? Encoding, IReadOnlyDictionary<string, ICompressionProvider> Compressions, int? Limit);
