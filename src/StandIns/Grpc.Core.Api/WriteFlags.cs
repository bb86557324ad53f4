namespace Grpc.Core;

/// <summary>Options of a written message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for more before it goes out.</summary>
    BufferHint = 1,

    /// <summary>The message goes uncompressed.</summary>
    NoCompress = 2,
}
