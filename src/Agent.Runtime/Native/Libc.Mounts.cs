using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

// Mounts and mount namespaces.
internal static partial class Libc
{
    /// <summary>unshare: file system attributes (working directory, root, umask) of the thread.</summary>
    public const int CloneFs = 0x200;

    /// <summary>unshare, setns: the mount namespace.</summary>
    public const int CloneNewNs = 0x20000;

    /// <summary>mount: read-only.</summary>
    public const ulong MsReadOnly = 1;

    /// <summary>mount: set-user-ID bits have no effect.</summary>
    public const ulong MsNoSuid = 2;

    /// <summary>mount: device files have no effect.</summary>
    public const ulong MsNoDev = 4;

    /// <summary>mount: moves a mount to another place.</summary>
    public const ulong MsMove = 0x2000;

    /// <summary>mount: is left out when a tree that holds it is copied.</summary>
    public const ulong MsUnbindable = 0x20000;

    /// <summary>umount2: detach now, clean up when no longer in use.</summary>
    public const int MntDetach = 2;

    /// <summary>mount: mounts are neither received nor sent.</summary>
    public const ulong MsPrivate = 0x40000;

    /// <summary>mount: mounts are received and not sent.</summary>
    public const ulong MsSlave = 0x80000;

    private const ulong MsRec = 0x4000;
    private const int OpenTree = 428;
    private const int MoveMount = 429;
    private const int MountSetAttr = 442;
    private const int OpenTreeClone = 1;
    private const int OpenTreeCloExec = 0x80000;
    private const int AtRecursive = 0x8000;
    private const int AtEmptyPath = 0x1000;

    // The tree is given by its descriptor alone, and a link at the end of the target is followed.
    private const int MoveMountFlags = 4 | 0x10;

    /// <summary>unshare(2) of the calling thread.</summary>
    [LibraryImport(Library, EntryPoint = "unshare", SetLastError = true)]
    public static partial int UnshareRaw(int flags);

    /// <summary>setns(2) of the calling thread.</summary>
    [LibraryImport(Library, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNsRaw(int fd, int type);

    /// <summary>mount(2).</summary>
    [LibraryImport(Library, EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MountRaw(string? source, string target, string? type, nuint flags, string? data);

    /// <summary>umount2(2).</summary>
    [LibraryImport(Library, EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UmountRaw(string target, int flags);

    /// <summary>pivot_root has no function in glibc; its number differs between architectures.</summary>
    private static long PivotRootNumber => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 155 : 41;

    /// <summary>pivot_root(2): makes a mount the root of the namespace and puts the old root at another place below it.</summary>
    public static void PivotRoot(string newRoot, string putOld)
    {
        using var strings = new NativeStrings([newRoot, putOld]);
        Check(Syscall(PivotRootNumber, strings.Pointers[0], strings.Pointers[1], 0, 0, 0), "pivot_root");
    }

    /// <summary>
    /// open_tree(2), Linux 5.2: a detached copy of the tree at a path, as a bind mount with all mounts below it would be, not
    /// attached anywhere yet.
    /// </summary>
    public static int CloneTree(string path)
    {
        using var strings = new NativeStrings([path]);
        return (int)Check(
            Syscall(OpenTree, AtFdCwd, strings.Pointers[0], OpenTreeClone | OpenTreeCloExec | AtRecursive, 0, 0), $"open_tree {path}");
    }

    /// <summary>move_mount(2), Linux 5.2: attaches a detached tree at a path, over what is there, and closes its descriptor.</summary>
    public static void AttachTree(int tree, string target)
    {
        using var strings = new NativeStrings(["", target]);
        Check(Syscall(MoveMount, tree, strings.Pointers[0], AtFdCwd, strings.Pointers[1], MoveMountFlags), $"mount {target}");
        _ = CloseRaw(tree);
    }

    /// <summary>Sets how mounts below a mount are shared with its copies: one of the Ms… kinds.</summary>
    public static void SetPropagation(string path, ulong kind, bool recursive) =>
        Check(MountRaw(null, path, null, (nuint)(kind | (recursive ? MsRec : 0)), null), $"set the propagation of {path}");

    /// <summary>mount_setattr(2), Linux 5.12: makes the mount at a path read-only or writable, keeping its other attributes.</summary>
    public static void SetReadOnly(string path, bool readOnly, bool recursive)
    {
        using var strings = new NativeStrings([path]);
        SetReadOnly(AtFdCwd, strings.Pointers[0], recursive ? AtRecursive : 0, readOnly, $"make {path} {(readOnly ? "read-only" : "writable")}");
    }

    /// <summary>The same for a detached tree.</summary>
    public static void SetTreeReadOnly(int tree, bool recursive)
    {
        using var strings = new NativeStrings([""]);
        SetReadOnly(tree, strings.Pointers[0], AtEmptyPath | (recursive ? AtRecursive : 0), readOnly: true, "make a mount read-only");
    }

    private static void SetReadOnly(int directory, nint path, int flags, bool readOnly, string what)
    {
        const ulong ReadOnlyAttribute = 1;
        var attributes = Marshal.AllocHGlobal(32);
        try
        {
            var words = new byte[32];
            BinaryPrimitives.WriteUInt64LittleEndian(words.AsSpan(readOnly ? 0 : 8), ReadOnlyAttribute);
            Marshal.Copy(words, 0, attributes, words.Length);
            Check(Syscall(MountSetAttr, directory, path, flags, attributes, words.Length), what);
        }
        finally
        {
            Marshal.FreeHGlobal(attributes);
        }
    }
}
