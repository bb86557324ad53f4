using System.Runtime.InteropServices;

namespace Agent.Node.Host.Linux.Native;

/// <summary>What a path is, links not followed.</summary>
/// <param name="Mode">Kind and permission bits (<c>st_mode</c>).</param>
/// <param name="User">Owner.</param>
/// <param name="Group">Group.</param>
/// <param name="Identity">Device and inode.</param>
/// <param name="IsMountRoot">A mount begins here.</param>
internal sealed record FileStat(int Mode, uint User, uint Group, (ulong Device, ulong Inode) Identity, bool IsMountRoot)
{
    public const int KindMask = 0xF000;
    public const int Socket = 0xC000;
    public const int Link = 0xA000;
    public const int Regular = 0x8000;
    public const int BlockDevice = 0x6000;
    public const int Directory = 0x4000;
    public const int CharDevice = 0x2000;

    private const int SymlinkNoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const int DoNotSync = 0x4000;
    private const uint BasicStats = 0x7ff;
    private const ulong MountRoot = 0x2000;

    public int Kind => Mode & KindMask;

    public int Permissions => Mode & 0xFFF;

    public bool IsDirectory => Kind == Directory;

    /// <summary>Looks at a path; null where there is nothing.</summary>
    public static FileStat? Of(string path, bool followLinks = false) => Of(path, followLinks ? 0 : SymlinkNoFollow);

    /// <summary>The same from what the kernel knows already: a server that does not answer is not asked.</summary>
    public static FileStat? Known(string path) => Of(path, SymlinkNoFollow | DoNotSync);

    private static FileStat? Of(string path, int flags)
    {
        if (Libc.Statx(Libc.AtFdCwd, path, flags, BasicStats, out var buffer) == -1)
        {
            return Marshal.GetLastPInvokeError() is Errno.NoEntry or Errno.NotDirectory ? null : throw Libc.Error("stat " + path);
        }

        return Read(buffer, path);
    }

    /// <summary>Looks at what a descriptor is open on.</summary>
    public static FileStat Of(int descriptor)
    {
        Libc.Check(Libc.Statx(descriptor, "", EmptyPath, BasicStats, out var buffer), "fstat");
        return Read(buffer, null);
    }

    private static FileStat Read(Libc.StatxBuffer buffer, string? path)
    {
        // Before Linux 5.8 the mount table has to say it.
        var isMountRoot = (buffer.AttributesMask & MountRoot) != 0
            ? (buffer.Attributes & MountRoot) != 0
            : path is not null && MountPoints.Below(path).Contains(Path.GetFullPath(path));
        return new FileStat(
            buffer.Mode, buffer.User, buffer.Group,
            (((ulong)buffer.FileSystemMajor << 32) | buffer.FileSystemMinor, buffer.Inode), isMountRoot);
    }
}
