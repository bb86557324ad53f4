using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Agent.Node.Host.Linux;

/// <summary>
/// Opens files that a container can write to or replace: only regular ones, never through a link, and without waiting for the other
/// end of a pipe.
/// </summary>
internal static partial class RegularFile
{
    private const int NonBlock = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndSize = 0x201;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int NoEntry = 2;
    private const int NotADirectory = 20;
    private const int TooManyLinks = 40;
    private const int NoDevice = 6;

    // O_NOFOLLOW has another value on ARM.
    private static int NoFollow => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>The last bytes of a file; null where it does not exist.</summary>
    /// <exception cref="IOException">It is no regular file, or cannot be read.</exception>
    public static FileTail? ReadTail(string path, int maxBytes)
    {
        var descriptor = Open(path, NonBlock | CloseOnExec | NoFollow);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                NoEntry or NotADirectory => null,
                TooManyLinks => throw new IOException($"{path} is a symbolic link, which is not followed"),
                NoDevice => throw new IOException($"{path} is not a regular file"),
                var error => throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}"),
            };
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var size = SizeOf(handle, path);
        var buffer = new byte[Math.Min(size, maxBytes)];
        var offset = size - buffer.Length;
        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(handle, buffer.AsSpan(read), offset + read) is var count and > 0)
        {
            read += count;
        }

        return new FileTail(buffer.AsMemory(0, read), offset == 0);
    }

    private static long SizeOf(SafeFileHandle handle, string path)
    {
        // statx(2), whose layout is the same on every architecture: stx_mode at 28, stx_size at 40.
        Span<byte> facts = stackalloc byte[256];
        if (Statx((int)handle.DangerousGetHandle(), "", EmptyPath, TypeAndSize, facts) != 0)
        {
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(facts[28..]) & TypeMask) == Regular
            ? BinaryPrimitives.ReadInt64LittleEndian(facts[40..])
            : throw new IOException($"{path} is not a regular file");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> buffer);
}
