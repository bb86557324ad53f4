using Agent.Runtime.Native;

namespace Agent.Runtime.State;

/// <summary>Keeps a second runtime away from the same folder for as long as this process lives.</summary>
internal sealed class RootLock : IDisposable
{
    private readonly int _file;

    private RootLock(int file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="IOException">Another runtime has it, or the folder cannot be made.</exception>
    public static RootLock Take(string root)
    {
        Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Join(root, "lock");
        var file = Libc.Check(Libc.OpenRaw(path, Libc.ORdWr | Libc.OCreat | Libc.OCloExec | Libc.ONoFollow, 0b110_000_000), $"open {path}");
        if (Libc.FlockRaw(file, Libc.LockEx | Libc.LockNb) == 0)
        {
            return new RootLock(file);
        }

        var error = Libc.LastError;
        _ = Libc.CloseRaw(file);
        throw error == Errno.EAGAIN
            ? new IOException($"--root {root} is in use by another runtime")
            : new NativeException($"lock {path}", error);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.CloseRaw(_file);
}
