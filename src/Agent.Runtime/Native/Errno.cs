namespace Agent.Runtime.Native;

/// <summary>The error numbers of Linux that the runtime tells apart (errno(3); the same on every architecture of .NET).</summary>
internal static class Errno
{
    /// <summary>Operation not permitted.</summary>
    public const int EPERM = 1;

    /// <summary>No such file or directory.</summary>
    public const int ENOENT = 2;

    /// <summary>No such process.</summary>
    public const int ESRCH = 3;

    /// <summary>Interrupted by a signal; the call is made again.</summary>
    public const int EINTR = 4;

    /// <summary>No child processes.</summary>
    public const int ECHILD = 10;

    /// <summary>The resource is not ready (a non-blocking pipe without data).</summary>
    public const int EAGAIN = 11;

    /// <summary>Permission denied.</summary>
    public const int EACCES = 13;

    /// <summary>Device or resource busy (a cgroup that still holds processes).</summary>
    public const int EBUSY = 16;

    /// <summary>File exists.</summary>
    public const int EEXIST = 17;

    /// <summary>Not a directory.</summary>
    public const int ENOTDIR = 20;

    /// <summary>Is a directory.</summary>
    public const int EISDIR = 21;

    /// <summary>Invalid argument.</summary>
    public const int EINVAL = 22;

    /// <summary>Exec format error: neither a binary of this machine nor a script with an interpreter line.</summary>
    public const int ENOEXEC = 8;

    /// <summary>No space left on device.</summary>
    public const int ENOSPC = 28;

    /// <summary>The kernel does not have this call.</summary>
    public const int ENOSYS = 38;

    /// <summary>Too many levels of symbolic links; also what O_NOFOLLOW answers when the last part is a link.</summary>
    public const int ELOOP = 40;
}
