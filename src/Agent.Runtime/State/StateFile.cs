using Agent.Runtime.Native;

namespace Agent.Runtime.State;

/// <summary>Writes files that are either the old or the new content, whatever happens in between.</summary>
internal static class StateFile
{
    /// <summary>Writes to a temporary file, has it and then its name put on the disk.</summary>
    /// <param name="path">The file; its directory exists.</param>
    /// <param name="content">The new content.</param>
    /// <exception cref="IOException">The disk is full or refuses; the old content is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Has the entries of a directory put on the disk.</summary>
    public static void SyncDirectory(string path)
    {
        var directory = Libc.Check(Libc.OpenRaw(path, Libc.ORdOnly | Libc.ODirectory | Libc.OCloExec, 0), $"open {path}");
        var result = Libc.FsyncRaw(directory);
        var error = Libc.LastError;
        _ = Libc.CloseRaw(directory);

        // Some file systems have no fsync for directories; their renames are ordered without it.
        if (result != 0 && error != Errno.EINVAL)
        {
            throw new NativeException($"fsync {path}", error);
        }
    }
}
