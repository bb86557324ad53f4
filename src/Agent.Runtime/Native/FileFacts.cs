using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

/// <summary>What statx(2) says about a file; its layout is the same on every architecture.</summary>
/// <param name="Inode">The file's number in its file system.</param>
/// <param name="Mode">Type and permission bits, as in stat(2).</param>
/// <param name="Size">Size in bytes.</param>
internal readonly partial record struct FileFacts(ulong Inode, ushort Mode, long Size)
{
    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int TypeMask = 0xF000;

    /// <summary>A regular file, not a pipe, device, directory or socket.</summary>
    public bool IsRegular => (Mode & TypeMask) == 0x8000;

    /// <summary>A directory.</summary>
    public bool IsDirectory => (Mode & TypeMask) == 0x4000;

    /// <summary>A symbolic link (only from <see cref="OfPath"/> without following).</summary>
    public bool IsLink => (Mode & TypeMask) == 0xA000;

    /// <summary>A unix socket.</summary>
    public bool IsSocket => (Mode & TypeMask) == 0xC000;

    /// <summary>statx(2).</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxRaw(int directory, string path, int flags, uint mask, Span<byte> buffer);

    /// <summary>Facts of an open file.</summary>
    public static FileFacts OfDescriptor(int fd) => Call(fd, "", EmptyPath) ?? throw new NativeException("statx", Libc.LastError);

    /// <summary>Facts of a path, or null when it cannot be looked up; the error number is then in <see cref="Libc.LastError"/>.</summary>
    public static FileFacts? OfPath(string path, bool followLinks) => Call(Libc.AtFdCwd, path, followLinks ? 0 : NoFollow);

    private static FileFacts? Call(int directory, string path, int flags)
    {
        Span<byte> buffer = stackalloc byte[256];
        if (StatxRaw(directory, path, flags, BasicStats, buffer) != 0)
        {
            return null;
        }

        return new FileFacts(
            BinaryPrimitives.ReadUInt64LittleEndian(buffer[32..]),
            BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]),
            BinaryPrimitives.ReadInt64LittleEndian(buffer[40..]));
    }
}
