using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Agent.Runtime.Logs;

/// <summary>
/// How far the formatting of a container's output has come. It is written after each write to the log; a runtime that was
/// killed in between finds a log longer than the cursor says, cuts it back, and formats the same bytes again.
/// </summary>
/// <param name="LogInode">Which file <see cref="LogLength"/> speaks of.</param>
/// <param name="LogLength">The length of the log file up to which it is in order.</param>
/// <param name="StdoutUsed">How much of the stdout spool is in the log.</param>
/// <param name="StderrUsed">How much of the stderr spool is in the log.</param>
internal readonly record struct LogCursor(ulong LogInode, long LogLength, long StdoutUsed, long StderrUsed)
{
    private const int Size = 40;
    private const ulong Magic = 0x31_43_4C_4E_49_41_4E_4F;

    /// <summary>How much of a stream's spool is in the log.</summary>
    public long Used(LogStream stream) => stream == LogStream.Stdout ? StdoutUsed : StderrUsed;

    /// <summary>The cursor after a stream's spool was used up to this offset.</summary>
    public LogCursor WithUsed(LogStream stream, long used) =>
        stream == LogStream.Stdout ? this with { StdoutUsed = used } : this with { StderrUsed = used };

    /// <summary>Reads the cursor of a file; null when it holds none.</summary>
    public static LogCursor? Read(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (RandomAccess.Read(file, bytes, 0) != Size || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
        {
            return null;
        }

        return new LogCursor(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
    }

    /// <summary>Writes the cursor in one call, which a kill cannot tear apart.</summary>
    public void Write(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], LogInode);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], LogLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], StdoutUsed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], StderrUsed);
        RandomAccess.Write(file, bytes, 0);
    }
}
