using Agent.Runtime.Native;

namespace Agent.Runtime.Shims;

/// <summary>
/// Makes mount points that the host does not have, without writing to the host: the nearest directory that exists is covered,
/// in this mount namespace only, by a copy in memory that binds every entry of it and in which the point can be made.
/// </summary>
/// <param name="scratch">An empty directory where the copies are put together.</param>
internal sealed class MountPoints(string scratch)
{
    // Each entry is one mount; a directory of this size is somebody's data, not a place for mount points.
    private const int MaxEntries = 4096;

    private readonly List<string> _copies = [];
    private readonly HashSet<string> _own = [];
    private readonly List<string> _volumes = [];

    /// <summary>Makes sure that the path exists, and returns it with symbolic links resolved.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string Ensure(string target, bool isDirectory)
    {
        if (Libc.RealPath(target) is { } existing)
        {
            return existing;
        }

        var parts = target.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var depth = parts.Length;
        string? ancestor;
        do
        {
            depth--;
            ancestor = Libc.RealPath("/" + string.Join('/', parts[..depth]));
        }
        while (ancestor is null);

        if (FileFacts.OfPath(ancestor, followLinks: true) is not { IsDirectory: true })
        {
            throw new IOException($"mount point {target} cannot be made: {ancestor} is not a directory");
        }

        if (!_own.Contains(ancestor) && !IsInVolume(ancestor))
        {
            Copy(ancestor, target);
        }

        Make(ancestor, parts[depth..], isDirectory);
        return Libc.RealPath(target) ?? throw new IOException($"mount point {target} cannot be made below {ancestor}");
    }

    /// <summary>A mount has been attached there: missing points below it are made in it, as every runtime does.</summary>
    public void Attached(string target) => _volumes.Add(target);

    /// <summary>Makes the copies read-only.</summary>
    public void Seal() => _copies.ForEach(copy => Libc.SetReadOnly(copy, readOnly: true, recursive: false));

    private void Copy(string directory, string target)
    {
        var entries = Directory.GetFileSystemEntries(directory);
        if (entries.Length > MaxEntries)
        {
            throw new IOException(
                $"mount point {target} does not exist and {directory} is too large to stand in for ({entries.Length} entries): "
                + $"create {target} on the host");
        }

        // Unbindable while it is filled: the directory copied may hold the scratch directory itself.
        var mode = File.GetUnixFileMode(directory);
        Libc.Check(Libc.MountRaw("tmpfs", scratch, "tmpfs", (nuint)(Libc.MsNoSuid | Libc.MsNoDev), "mode=0755"), $"mount {scratch}");
        Libc.SetPropagation(scratch, Libc.MsUnbindable, recursive: false);
        foreach (var entry in entries)
        {
            CopyEntry(entry, Path.Join(scratch, Path.GetFileName(entry)));
        }

        File.SetUnixFileMode(scratch, mode);
        Libc.SetPropagation(scratch, Libc.MsPrivate, recursive: false);
        if (directory == "/")
        {
            Libc.Check(Libc.ChdirRaw(scratch), $"chdir {scratch}");
            Libc.PivotRoot(".", ".");
            Libc.Check(Libc.UmountRaw(".", Libc.MntDetach), "detach the old root");
            Libc.Check(Libc.ChdirRaw("/"), "chdir /");
        }
        else
        {
            Libc.Check(Libc.MountRaw(scratch, directory, null, (nuint)Libc.MsMove, null), $"cover {directory}");
        }

        _copies.Add(directory);
        _own.Add(directory);
    }

    private static void CopyEntry(string entry, string copy)
    {
        if (FileFacts.OfPath(entry, followLinks: false) is not { } facts)
        {
            return;
        }

        if (facts.IsLink)
        {
            File.CreateSymbolicLink(copy, new FileInfo(entry).LinkTarget!);
            return;
        }

        if (facts.IsDirectory)
        {
            Directory.CreateDirectory(copy);
        }
        else
        {
            File.WriteAllBytes(copy, []);
        }

        Libc.AttachTree(Libc.CloneTree(entry), copy);
    }

    private void Make(string ancestor, string[] missing, bool isDirectory)
    {
        var path = ancestor;
        for (var n = 0; n < missing.Length; n++)
        {
            path = Path.Join(path, missing[n]);
            if (n < missing.Length - 1 || isDirectory)
            {
                Directory.CreateDirectory(path);
                _own.Add(path);
            }
            else
            {
                File.WriteAllBytes(path, []);
            }
        }
    }

    private bool IsInVolume(string path) =>
        _volumes.Exists(volume => path == volume || path.StartsWith(volume + "/", StringComparison.Ordinal));
}
