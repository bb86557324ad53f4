namespace Agent.Hosting;

/// <summary>The root directory while an agent uses it: made, locked against a second agent, and removed if it was made for this run only.</summary>
internal sealed class RootFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;

    private RootFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes the directory (0750, as the kubelet does) and locks it.</summary>
    /// <exception cref="IOException">It cannot be made, or another agent uses it.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static RootFolder Take(string path)
    {
        Directory.CreateDirectory(
            path,
            OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        var lockFile = System.IO.Path.Combine(path, "agent.lock");
        try
        {
            return new RootFolder(path, new FileStream(lockFile, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            }));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(lockFile))
        {
            throw new IOException($"another agent uses {path}; stop it, or give this one another --root-dir", e);
        }
    }

    /// <summary>Deletes the directory with everything in it. Links are deleted, not followed.</summary>
    public void Delete()
    {
        _lock.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
