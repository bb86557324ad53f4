using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>Gives a volume to the group of its pod (<c>fsGroup</c>), as the kubelet does.</summary>
internal static class Ownership
{
    private const int ReadWrite = 0x1B0;   // 0660
    private const int ReadOnly = 0x120;    // 0440
    private const int Execute = 0x48;      // 0110
    private const int SetGroup = 0x400;    // 02000
    private const uint Keep = uint.MaxValue;

    /// <summary>Changes group and mode of everything at and below a directory on its file system; links are not followed.</summary>
    public static void Apply(string directory, VolumeOwnership ownership)
    {
        if (ownership.FsGroup is not { } group || (ownership.OnRootMismatch && IsAsWanted(directory, group, ownership.ReadOnly)))
        {
            return;
        }

        // The root comes last: it tells a later start that everything below it is done.
        Below(new DirectoryInfo(directory), (uint)group, ownership.ReadOnly);
        Change(directory, (uint)group, ownership.ReadOnly);
    }

    private static bool IsAsWanted(string directory, long group, bool readOnly)
    {
        var wanted = (readOnly ? ReadOnly : ReadWrite) | Execute | SetGroup;
        return FileStat.Of(directory) is { } stat && stat.Group == group && (stat.Permissions & wanted) == wanted;
    }

    private static void Below(DirectoryInfo directory, uint group, bool readOnly)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } inner && FileStat.Of(inner.FullName) is { IsDirectory: true, IsMountRoot: false })
            {
                Below(inner, group, readOnly);
            }

            Change(entry.FullName, group, readOnly);
        }
    }

    private static void Change(string path, uint group, bool readOnly)
    {
        if (FileStat.Of(path) is not { } stat)
        {
            return;
        }

        if (stat.Group != group)
        {
            Libc.Check(Libc.ChangeOwner(path, Keep, group), $"change the group of {path}");
        }

        if (stat.Kind == FileStat.Link)
        {
            return;
        }

        var mode = stat.Permissions | (readOnly ? ReadOnly : ReadWrite) | (stat.IsDirectory ? Execute | SetGroup : 0);
        if (mode != stat.Permissions || stat.Group != group)
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode);
        }
    }
}
