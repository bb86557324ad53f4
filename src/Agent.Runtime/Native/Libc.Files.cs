using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Agent.Runtime.Native;

// Files, pipes and descriptors.
internal static partial class Libc
{
    /// <summary>Open for reading only.</summary>
    public const int ORdOnly = 0;

    /// <summary>Open for writing only.</summary>
    public const int OWrOnly = 1;

    /// <summary>Open for reading and writing; on a FIFO it never blocks and keeps both ends alive (fifo(7)).</summary>
    public const int ORdWr = 2;

    /// <summary>Create the file if it is missing.</summary>
    public const int OCreat = 0x40;

    /// <summary>Every write goes to the end of the file.</summary>
    public const int OAppend = 0x400;

    /// <summary>Calls return EAGAIN instead of waiting.</summary>
    public const int ONonBlock = 0x800;

    /// <summary>The descriptor is closed by execve.</summary>
    public const int OCloExec = 0x80000;

    /// <summary>Open only to name the file, not to read or write it.</summary>
    public const int OPath = 0x200000;

    /// <summary>The directory that *at calls use when none is given: the working directory.</summary>
    public const int AtFdCwd = -100;

    /// <summary>fcntl: set the descriptor flags.</summary>
    public const int FSetFd = 2;

    /// <summary>fcntl: set the status flags.</summary>
    private const int FSetFl = 4;

    /// <summary>fcntl: duplicate to the lowest free number not below the argument, closed by execve.</summary>
    public const int FDupFdCloExec = 1030;

    /// <summary>flock: exclusive lock.</summary>
    public const int LockEx = 2;

    /// <summary>flock: do not wait.</summary>
    public const int LockNb = 4;

    private const int SpliceNonBlock = 2;
    private const int CloseRange = 436;
    private const uint CloseRangeCloExec = 4;

    // Two flags of open(2) differ between the architectures of Linux.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>Fail unless the path is a directory.</summary>
    public static int ODirectory => IsArm ? 0x4000 : 0x10000;

    /// <summary>Fail with ELOOP when the last part of the path is a symbolic link.</summary>
    public static int ONoFollow => IsArm ? 0x8000 : 0x20000;

    /// <summary>open(2).</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenRaw(string path, int flags, uint mode);

    /// <summary>openat(2): opens a path relative to a directory's descriptor.</summary>
    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAtRaw(int directory, string path, int flags, uint mode);

    /// <summary>mkdirat(2): makes a directory relative to a directory's descriptor.</summary>
    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MkdirAtRaw(int directory, string path, uint mode);

    /// <summary>unlinkat(2) without flags: removes a file relative to a directory's descriptor.</summary>
    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnlinkAtRaw(int directory, string path, int flags);

    /// <summary>close(2).</summary>
    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int CloseRaw(int fd);

    /// <summary>mkfifo(3): makes a named pipe.</summary>
    [LibraryImport(Library, EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MkfifoRaw(string path, uint mode);

    /// <summary>chown(2): changes the owner of a path, following links.</summary>
    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChownRaw(string path, uint uid, uint gid);

    /// <summary>rmdir(2): removes an empty directory, or a cgroup without processes.</summary>
    [LibraryImport(Library, EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RmdirRaw(string path);

    /// <summary>fchmod(2): changes the mode of an open file.</summary>
    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int FchmodRaw(int fd, uint mode);

    /// <summary>fsync(2): returns when the file, or the directory's entries, are on the disk.</summary>
    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int FsyncRaw(int fd);

    /// <summary>flock(2): a lock on an open file, gone with its last descriptor.</summary>
    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int FlockRaw(int fd, int operation);

    /// <summary>umask(2): sets which mode bits new files do not get; returns the previous mask.</summary>
    [LibraryImport(Library, EntryPoint = "umask")]
    public static partial uint Umask(uint mask);

    /// <summary>chdir(2): sets the working directory.</summary>
    [LibraryImport(Library, EntryPoint = "chdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChdirRaw(string path);

    /// <summary>access(2): 0 when this process may use the path in the way asked (1 execute, 2 write, 4 read).</summary>
    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AccessRaw(string path, int mode);

    /// <summary>pipe2(2): makes a pipe; the first number is the reading end.</summary>
    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe2Raw([Out] int[] fds, int flags);

    /// <summary>fcntl(2) with a number for an argument.</summary>
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FcntlRaw(int fd, int command, int argument);

    /// <summary>memfd_create(2): an anonymous file in memory.</summary>
    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreateRaw(string name, uint flags);

    /// <summary>read(2).</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadRaw(int fd, Span<byte> buffer, nint count);

    /// <summary>write(2).</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteRaw(int fd, ReadOnlySpan<byte> buffer, nint count);

    /// <summary>splice(2): moves bytes from a pipe to a file inside the kernel, starting at the file offset given.</summary>
    [LibraryImport(Library, EntryPoint = "splice", SetLastError = true)]
    private static partial nint SpliceRaw(int fromFd, nint fromOffset, int toFd, ref long toOffset, nint length, uint flags);

    /// <summary>Reads what is there. Returns 0 at the end of the file and -1 when a non-blocking descriptor has nothing.</summary>
    public static int Read(int fd, Span<byte> buffer)
    {
        while (true)
        {
            var count = ReadRaw(fd, buffer, buffer.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            switch (LastError)
            {
                case Errno.EINTR:
                    continue;
                case Errno.EAGAIN:
                    return -1;
                default:
                    throw new NativeException("read", LastError);
            }
        }
    }

    /// <summary>Writes all of the bytes.</summary>
    public static void WriteAll(int fd, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = WriteRaw(fd, bytes, bytes.Length);
            if (count >= 0)
            {
                bytes = bytes[(int)count..];
            }
            else if (LastError != Errno.EINTR)
            {
                throw new NativeException("write", LastError);
            }
        }
    }

    /// <summary>
    /// Moves up to <paramref name="length"/> bytes from a non-blocking pipe to <paramref name="offset"/> of a file. What has
    /// left the pipe is in the file, also when this process is killed in between. Returns 0 at the end of the pipe, -1 when it is empty.
    /// </summary>
    public static int Splice(int pipe, int file, long offset, int length)
    {
        while (true)
        {
            var at = offset;
            var count = SpliceRaw(pipe, 0, file, ref at, length, SpliceNonBlock);
            if (count >= 0)
            {
                return (int)count;
            }

            switch (LastError)
            {
                case Errno.EINTR:
                    continue;
                case Errno.EAGAIN:
                    return -1;
                default:
                    throw new NativeException("splice", LastError);
            }
        }
    }

    /// <summary>A pipe whose ends are closed by execve.</summary>
    public static (int Read, int Write) Pipe()
    {
        var fds = new int[2];
        Check(Pipe2Raw(fds, OCloExec), "pipe2");
        return (fds[0], fds[1]);
    }

    /// <summary>Calls on the descriptor return EAGAIN instead of waiting.</summary>
    public static void SetNonBlocking(int fd) => Check(FcntlRaw(fd, FSetFl, ONonBlock), "fcntl(F_SETFL)");

    /// <summary>An anonymous file in memory that holds the bytes, positioned at its start, closed by execve.</summary>
    public static int MemoryFile(string name, ReadOnlySpan<byte> content)
    {
        var fd = Check(MemfdCreateRaw(name, 1), "memfd_create");
        using var handle = new SafeFileHandle(fd, ownsHandle: false);
        RandomAccess.Write(handle, content, 0);
        return fd;
    }

    /// <summary>The path with all symbolic links followed, or null when it does not lead to anything.</summary>
    public static string? RealPath(string path)
    {
        var named = OpenRaw(path, OPath | OCloExec, 0);
        if (named < 0)
        {
            return null;
        }

        var real = new FileInfo($"/proc/self/fd/{named}").LinkTarget;
        _ = CloseRaw(named);
        return real;
    }

    /// <summary>Marks every descriptor from <paramref name="first"/> on to be closed by execve.</summary>
    public static void CloseOnExecFrom(int first)
    {
        // Linux 5.11; before it, one by one.
        if (Syscall(CloseRange, first, uint.MaxValue, CloseRangeCloExec, 0, 0) == 0)
        {
            return;
        }

        foreach (var name in Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Path.GetFileName))
        {
            if (int.TryParse(name, out var fd) && fd >= first)
            {
                _ = FcntlRaw(fd, FSetFd, 1);
            }
        }
    }
}
