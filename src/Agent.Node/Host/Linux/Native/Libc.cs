using System.Runtime.InteropServices;

namespace Agent.Node.Host.Linux.Native;

/// <summary>The system calls that volumes need and .NET does not offer. All return -1 and set the last error.</summary>
internal static partial class Libc
{
    public const ulong MsReadOnly = 1;
    public const ulong MsNoSuid = 2;
    public const ulong MsNoDev = 4;
    public const ulong MsRemount = 32;
    public const ulong MsBind = 0x1000;
    public const int MntForce = 1;
    public const int MntDetach = 2;
    public const int UmountNoFollow = 8;
    public const int OPath = 0x200000;
    public const int OCloExec = 0x80000;
    public const int AtFdCwd = -100;

    /// <summary>openat2: the path may not leave the directory it begins at.</summary>
    public const ulong ResolveBeneath = 8;

    /// <summary>openat2: no links as those of /proc.</summary>
    public const ulong ResolveNoMagicLinks = 2;

    /// <summary>openat2: no symbolic links at all.</summary>
    public const ulong ResolveNoSymlinks = 4;

    private const string Library = "libc";
    private const long OpenAt2Number = 437;

    public static bool IsRoot { get; } = GetEffectiveUser() == 0;

    // Two flags of open(2) differ between the architectures of Linux.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int ODirectory => IsArm ? 0x4000 : 0x10000;

    public static int ONoFollow => IsArm ? 0x8000 : 0x20000;

    [LibraryImport(Library, EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Mount(string? source, string target, string? type, nuint flags, string? data);

    [LibraryImport(Library, EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unmount(string target, int flags);

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveDirectory(string path);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport(Library, EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectoryAt(int directory, string path, uint mode);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SystemCall(nint number, nint directory, string path, in OpenHow how, nint size);

    /// <summary>openat2(2), Linux 5.6.</summary>
    public static int OpenAt2(int directory, string path, int flags, ulong resolve)
    {
        var how = new OpenHow { Flags = (ulong)flags, Resolve = resolve };
        return (int)SystemCall((nint)OpenAt2Number, directory, path, in how, Marshal.SizeOf<OpenHow>());
    }

    /// <summary>The error of a call that failed, in words.</summary>
    public static IOException Error(string what) => Error(what, Marshal.GetLastPInvokeError());

    /// <summary>The same of a known error number.</summary>
    public static IOException Error(string what, int number) => new($"{what}: {Marshal.GetPInvokeErrorMessage(number)}", number);

    /// <summary>Throws for a result of -1, naming what was tried.</summary>
    public static int Check(int result, string what) => result == -1 ? throw Error(what) : result;

    [StructLayout(LayoutKind.Sequential)]
    internal struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    /// <summary>struct statx; the same on every architecture.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct StatxBuffer
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint User;
        public uint Group;
        public ushort Mode;
        public ushort Spare;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
        public ulong AttributesMask;
        public long AccessSeconds;
        public ulong AccessRest;
        public long BirthSeconds;
        public ulong BirthRest;
        public long ChangeSeconds;
        public ulong ChangeRest;
        public long ModifySeconds;
        public ulong ModifyRest;
        public uint DeviceMajor;
        public uint DeviceMinor;
        public uint FileSystemMajor;
        public uint FileSystemMinor;
    }
}
