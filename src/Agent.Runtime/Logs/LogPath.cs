using Agent.Runtime.Native;

namespace Agent.Runtime.Logs;

/// <summary>
/// Where a container's log is. The runtime writes there as the user it runs as, often root, so nothing below the log
/// directory is followed out of it: no <c>..</c>, no symbolic link.
/// </summary>
internal sealed record LogPath
{
    private const uint DirectoryMode = 0b111_101_101;
    private const uint FileMode = 0b110_100_000;

    private LogPath(string directory, string relative) => (Directory, Relative) = (directory, relative);

    /// <summary>The sandbox's log directory, absolute.</summary>
    public string Directory { get; }

    /// <summary>The path below it.</summary>
    public string Relative { get; }

    /// <summary>The whole path, as ContainerStatus tells it.</summary>
    public string Full => Path.Join(Directory, Relative);

    /// <summary>
    /// Checks the two paths of the CRI configuration. Null when either is empty: the container's output is then not kept.
    /// </summary>
    /// <exception cref="ArgumentException">A path would lead out of the log directory; the message names the field.</exception>
    public static LogPath? Create(string logDirectory, string logPath)
    {
        if (logDirectory.Length == 0 || logPath.Length == 0)
        {
            return null;
        }

        if (!logDirectory.StartsWith('/') || logDirectory.Split('/').Contains(".."))
        {
            throw new ArgumentException($"log_directory \"{logDirectory}\" must be an absolute path without \"..\"");
        }

        var parts = logPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (logPath.StartsWith('/') || logPath.EndsWith('/') || logPath.Contains('\0', StringComparison.Ordinal)
            || parts.Any(part => part is "." or "..") || parts.Length == 0)
        {
            throw new ArgumentException($"log_path \"{logPath}\" must be a path below log_directory, without \".\" or \"..\"");
        }

        return new LogPath(logDirectory.TrimEnd('/'), string.Join('/', parts));
    }

    /// <summary>Opens the log for appending, makes it and the directories above it if missing, and sets its mode to 0640.</summary>
    /// <returns>The open descriptor and the file's facts.</returns>
    /// <exception cref="IOException">A part of the path is a symbolic link, the file is not a regular one, or the system refuses.</exception>
    public (int Descriptor, FileFacts Facts) Open()
    {
        var directory = OpenDirectory(create: true);
        try
        {
            var flags = Libc.OWrOnly | Libc.OCreat | Libc.OAppend | Libc.OCloExec | Libc.ONoFollow | Libc.ONonBlock;
            var file = Libc.OpenAtRaw(directory, Path.GetFileName(Relative), flags, FileMode);
            if (file < 0)
            {
                throw Refusal(Full, Libc.LastError);
            }

            var facts = FileFacts.OfDescriptor(file);
            if (!facts.IsRegular)
            {
                _ = Libc.CloseRaw(file);
                throw new IOException($"log file {Full} is not a regular file");
            }

            _ = Libc.FchmodRaw(file, FileMode);
            return (file, facts);
        }
        finally
        {
            _ = Libc.CloseRaw(directory);
        }
    }

    /// <summary>Removes the log file; one that is not there, or no longer reachable without a link, is left alone.</summary>
    public void Delete()
    {
        int directory;
        try
        {
            directory = OpenDirectory(create: false);
        }
        catch (IOException)
        {
            return;
        }

        _ = Libc.UnlinkAtRaw(directory, Path.GetFileName(Relative), 0);
        _ = Libc.CloseRaw(directory);
    }

    // Links above the log directory are the administrator's (/var/log on another disk); from it on none is followed.
    private int OpenDirectory(bool create)
    {
        if (create)
        {
            System.IO.Directory.CreateDirectory(
                Path.GetDirectoryName(Directory) ?? "/", (UnixFileMode)DirectoryMode);
            _ = Libc.MkdirAtRaw(Libc.AtFdCwd, Directory, DirectoryMode);
        }

        var flags = Libc.ORdOnly | Libc.ODirectory | Libc.ONoFollow | Libc.OCloExec;
        var current = Libc.OpenRaw(Directory, flags, 0);
        if (current < 0)
        {
            throw Refusal(Directory, Libc.LastError);
        }

        foreach (var part in Relative.Split('/').SkipLast(1))
        {
            if (create)
            {
                _ = Libc.MkdirAtRaw(current, part, DirectoryMode);
            }

            var next = Libc.OpenAtRaw(current, part, flags, 0);
            var error = Libc.LastError;
            _ = Libc.CloseRaw(current);
            current = next >= 0 ? next : throw Refusal($"{Directory}/…/{part}", error);
        }

        return current;
    }

    private static IOException Refusal(string path, int error) => error is Errno.ELOOP or Errno.ENOTDIR
        ? new IOException($"log path {path} is a symbolic link or not a directory, and is not followed")
        : new NativeException($"open log {path}", error);
}
