using System.Globalization;
using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>
/// Replaces all files of a directory at once, in the kubelet's layout, which programs rely on:
/// <c>name -> ..data/name</c>, <c>..data -> ..2026_01_02_15_04_05.123</c>. A new directory is filled beside the old one and <c>..data</c>
/// renamed over, so that a reader sees the old files or the new ones, and a crash leaves either.
/// </summary>
internal static class AtomicWriter
{
    /// <summary>0777.</summary>
    public const UnixFileMode All = (UnixFileMode)0x1FF;

    private const string DataLink = "..data";
    private const string NewDataLink = "..data_tmp";
    private const UnixFileMode DirectoryMode = (UnixFileMode)0x1ED;   // 0755

    /// <summary>Writes the files.</summary>
    /// <param name="directory">The volume's root, which only the node writes to.</param>
    /// <param name="files">All files it is to have; their paths are relative and within it.</param>
    /// <param name="ownership">Their group.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Write(string directory, IReadOnlyList<VolumeFile> files, VolumeOwnership ownership)
    {
        var current = new FileInfo(Path.Combine(directory, DataLink)).LinkTarget;
        var old = current is null ? null : Path.Combine(directory, current);
        Sweep(directory, current);
        if (old is not null && IsSame(old, files))
        {
            Link(directory, files);
            return false;
        }

        var name = string.Create(
            CultureInfo.InvariantCulture, $"..{DateTime.Now:yyyy_MM_dd_HH_mm_ss}.{Random.Shared.NextInt64(1_000_000_000, 10_000_000_000)}");
        var fresh = Path.Combine(directory, name);
        MakeDirectory(fresh);
        foreach (var file in files)
        {
            WriteFile(fresh, file);
        }

        Ownership.Apply(fresh, ownership);
        Link(directory, files);
        var link = Path.Combine(directory, NewDataLink);
        File.CreateSymbolicLink(link, name);
        Libc.Check(Libc.Rename(link, Path.Combine(directory, DataLink)), $"rename {link}");
        Sweep(directory, name);
        Unlink(directory, files);
        return true;
    }

    private static bool IsSame(string directory, IReadOnlyList<VolumeFile> files)
    {
        if (!Directory.Exists(directory))
        {
            return false;
        }

        var there = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(f => f[(directory.Length + 1)..]).ToHashSet(StringComparer.Ordinal);
        return there.SetEquals(files.Select(f => f.Path)) && files.All(f => IsSame(Path.Combine(directory, f.Path), f));
    }

    private static bool IsSame(string path, VolumeFile file)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == file.Content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content.Span);
    }

    private static void MakeDirectory(string path)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, DirectoryMode);
    }

    private static void WriteFile(string root, VolumeFile file)
    {
        var path = Path.Combine(root, file.Path);
        var parent = root;
        foreach (var part in file.Path.Split('/')[..^1])
        {
            parent = Path.Combine(parent, part);
            if (!Directory.Exists(parent))
            {
                MakeDirectory(parent);
            }
        }

        File.WriteAllBytes(path, file.Content.Span);
        File.SetUnixFileMode(path, (UnixFileMode)(file.Mode & 0x1FF));
        if (file.User is { } user)
        {
            Libc.Check(Libc.ChangeOwner(path, (uint)user, uint.MaxValue), $"change the owner of {path}");
        }
    }

    /// <summary>Makes the links by which the files are found.</summary>
    private static void Link(string directory, IReadOnlyList<VolumeFile> files)
    {
        foreach (var first in Firsts(files))
        {
            var link = Path.Combine(directory, first);
            var target = Path.Combine(DataLink, first);
            if (new FileInfo(link).LinkTarget == target)
            {
                continue;
            }

            if (FileStat.Of(link) is { } stranger)
            {
                if (stranger.IsDirectory)
                {
                    SafeDelete.Tree(link);
                }
                else
                {
                    Libc.Check(Libc.Unlink(link), "remove " + link);
                }
            }

            File.CreateSymbolicLink(link, target);
        }
    }

    /// <summary>Removes the links of files that are no more.</summary>
    private static void Unlink(string directory, IReadOnlyList<VolumeFile> files)
    {
        var wanted = Firsts(files).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is { } target && target == Path.Combine(DataLink, entry.Name) && !wanted.Contains(entry.Name))
            {
                Libc.Check(Libc.Unlink(entry.FullName), "remove " + entry.FullName);
            }
        }
    }

    /// <summary>Removes what an earlier writing left: a link not yet renamed, directories that are not the present one.</summary>
    private static void Sweep(string directory, string? current)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("..*"))
        {
            if (entry.Name == NewDataLink)
            {
                Libc.Check(Libc.Unlink(entry.FullName), "remove " + entry.FullName);
            }
            else if (entry.LinkTarget is null && entry is DirectoryInfo && entry.Name != current && entry.Name.Length > 2 && char.IsAsciiDigit(entry.Name[2]))
            {
                SafeDelete.Tree(entry.FullName);
            }
        }
    }

    private static IEnumerable<string> Firsts(IReadOnlyList<VolumeFile> files) =>
        files.Select(f => f.Path.Split('/')[0]).Distinct(StringComparer.Ordinal);
}
