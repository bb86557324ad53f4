using System.Runtime.InteropServices;
using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>
/// Parts of volumes mounted by themselves. A container may change the volume at any time, so the path is opened by a call that cannot
/// leave the volume, and the open file is mounted, not the path. Links that stay within the volume are followed.
/// </summary>
internal static class SubPaths
{
    private const ulong Within = Libc.ResolveBeneath | Libc.ResolveNoMagicLinks;

    // Another process renamed something while the kernel looked: it asks to try again.
    private const int TryAgain = 11;

    /// <summary>Opens the part and mounts it; what was mounted from an earlier start stays if it is the same file.</summary>
    public static string SetUp(SubPathSetup setup)
    {
        var root = Open(Libc.AtFdCwd, setup.VolumePath, Libc.ODirectory, 0, "open the volume");
        try
        {
            var part = OpenPart(root, setup);
            try
            {
                return Libc.IsRoot ? MountPart(part, setup.Target) : new FileInfo(OwnLink(part)).LinkTarget!;
            }
            finally
            {
                _ = Libc.Close(part);
            }
        }
        finally
        {
            _ = Libc.Close(root);
        }
    }

    private static int OpenPart(int root, SubPathSetup setup)
    {
        var names = setup.SubPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(n => n != ".").ToArray();
        if (setup.SubPath.StartsWith('/') || names.Contains(".."))
        {
            throw new IOException($"subPath {setup.SubPath} must be a relative path without \"..\"");
        }

        if (names.Length == 0)
        {
            return Open(root, ".", 0, Within, "open subPath " + setup.SubPath);
        }

        var path = string.Join('/', names);
        var part = TryOpen(root, path, 0, Within);
        if (part >= 0)
        {
            return part;
        }

        if (Marshal.GetLastPInvokeError() != Errno.NoEntry || setup.ReadOnlyVolume)
        {
            throw Refused(setup.SubPath);
        }

        // Each missing directory is made in the one that is open, never by its path.
        var mode = (uint)(FileStat.Of(root).Permissions & 0x1FF);
        var parent = Open(root, ".", 0, Within, "open the volume");
        for (var n = 0; n < names.Length; n++)
        {
            var next = TryOpen(root, string.Join('/', names[..(n + 1)]), 0, Within);
            if (next < 0 && Marshal.GetLastPInvokeError() == Errno.NoEntry)
            {
                next = Make(parent, names[n], mode);
            }

            var error = Marshal.GetLastPInvokeError();
            _ = Libc.Close(parent);
            if (next < 0)
            {
                throw Refused(setup.SubPath, error);
            }

            parent = next;
        }

        return parent;
    }

    private static int Make(int parent, string name, uint mode)
    {
        if (Libc.MakeDirectoryAt(parent, name, mode) == -1 && Marshal.GetLastPInvokeError() != Errno.Exists)
        {
            return -1;
        }

        var made = TryOpen(parent, name, Libc.ODirectory | Libc.ONoFollow, Within | Libc.ResolveNoSymlinks);
        if (made >= 0)
        {
            File.SetUnixFileMode(OwnLink(made), (UnixFileMode)mode | (File.GetUnixFileMode(OwnLink(made)) & UnixFileMode.SetGroup));
        }

        return made;
    }

    private static string MountPart(int part, string target)
    {
        var stat = FileStat.Of(part);
        if (FileStat.Of(target) is { IsMountRoot: true } mounted)
        {
            if (mounted.Identity == stat.Identity)
            {
                return target;
            }

            Mounts.Unmount(target, force: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!, (UnixFileMode)0x1E8);   // 0750
        if (stat.IsDirectory)
        {
            if (File.Exists(target))
            {
                File.Delete(target);
            }

            Directory.CreateDirectory(target, (UnixFileMode)0x1E8);
        }
        else
        {
            if (Directory.Exists(target))
            {
                Libc.Check(Libc.RemoveDirectory(target), "remove " + target);
            }

            File.WriteAllBytes(target, []);
        }

        Libc.Check(Libc.Mount(OwnLink(part), target, null, (nuint)(Libc.MsBind | 0x4000), null), $"bind mount on {target}");
        return target;
    }

    private static int TryOpen(int directory, string path, int flags, ulong resolve)
    {
        for (var attempt = 0; ; attempt++)
        {
            var opened = Libc.OpenAt2(directory, path, Libc.OPath | Libc.OCloExec | flags, resolve);
            if (opened >= 0 || Marshal.GetLastPInvokeError() != TryAgain || attempt == 100)
            {
                return opened;
            }
        }
    }

    private static int Open(int directory, string path, int flags, ulong resolve, string what)
    {
        var opened = TryOpen(directory, path, flags, resolve);
        return opened >= 0 ? opened
            : Marshal.GetLastPInvokeError() == Errno.NotImplemented ? throw new IOException("subPath needs Linux 5.6 or newer (openat2)")
            : throw Libc.Error(what);
    }

    // No path of the host in the text: it becomes part of the pod's status.
    private static IOException Refused(string subPath) => Refused(subPath, Marshal.GetLastPInvokeError());

    private static IOException Refused(string subPath, int error) => error is Errno.CrossDevice or Errno.Loop
        ? new IOException($"subPath {subPath} leads out of the volume", error)
        : Libc.Error("open subPath " + subPath, error);

    private static string OwnLink(int descriptor) => $"/proc/self/fd/{descriptor}";
}
