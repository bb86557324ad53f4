using System.Buffers.Binary;

namespace Grpc.Net.Wire;

/// <summary>What precedes each message on the wire: a flag for compression, and the length as four bytes, big-endian.</summary>
internal readonly record struct FrameHeader(bool Compressed, int Length)
{
    /// <summary>Length of the header in bytes.</summary>
    public const int Size = 5;

    /// <exception cref="InvalidDataException">The bytes are not a header of a message that fits into memory.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] > 1)
        {
            throw new InvalidDataException($"The compression flag of a message is {bytes[0]}; allowed are 0 and 1.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        return length <= int.MaxValue
            ? new FrameHeader(bytes[0] == 1, (int)length)
            : throw new InvalidDataException($"A message of {length} bytes is announced; the most possible is {int.MaxValue}.");
    }

    public void Write(Span<byte> bytes)
    {
        bytes[0] = Compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], Length);
    }
}
