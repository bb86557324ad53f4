using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

// Processes, signals and waiting.
internal static partial class Libc
{
    /// <summary>SIGKILL.</summary>
    public const int SigKill = 9;

    /// <summary>SIGTERM.</summary>
    public const int SigTerm = 15;

    /// <summary>The highest signal number of Linux, SIGRTMAX.</summary>
    public const int SigMax = 64;

    /// <summary>waitpid: do not wait.</summary>
    public const int WNoHang = 1;

    private const int PrSetChildSubreaper = 36;
    private const int PidfdSendSignal = 424;
    private const int PidfdOpen = 434;

    /// <summary>kill(2): signal 0 only asks whether the process exists.</summary>
    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int KillRaw(int pid, int signal);

    /// <summary>waitpid(2): -1 waits for any child.</summary>
    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPidRaw(int pid, out int status, int options);

    /// <summary>prctl(2).</summary>
    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int PrctlRaw(int option, nuint a, nuint b, nuint c, nuint d);

    /// <summary>execve(2): returns only on failure. Arrays of pointers to strings, each ended by a null pointer.</summary>
    [LibraryImport(Library, EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ExecveRaw(string path, nint[] argv, nint[] envp);

    /// <summary>_exit(2): ends the process at once, without running anything of .NET.</summary>
    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    /// <summary>signal(2): sets what a signal does; 0 is the default, 1 is to ignore.</summary>
    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    public static partial nint SignalRaw(int signal, nint handler);

    /// <summary>sigaction(2) that only asks; the first word of the answer is the handler (1: ignored).</summary>
    [LibraryImport(Library, EntryPoint = "sigaction", SetLastError = true)]
    private static partial int SigactionRaw(int signal, nint action, Span<byte> old);

    /// <summary>pthread_sigmask(3) of the calling thread; 2 sets the mask to the one given.</summary>
    [LibraryImport(Library, EntryPoint = "pthread_sigmask")]
    private static partial int PthreadSigmaskRaw(int how, ReadOnlySpan<byte> set, nint old);

    /// <summary>ioctl(2) with a buffer.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoctlRaw(int fd, nuint request, Span<byte> buffer);

    /// <summary>
    /// pidfd_open(2), Linux 5.3: a descriptor for a process, readable once it has ended, that can never come to mean another
    /// process of the same number. -1 with ESRCH when there is none.
    /// </summary>
    public static int PidfdOpenRaw(int pid) => (int)Syscall(PidfdOpen, pid, 0, 0, 0, 0);

    /// <summary>pidfd_send_signal(2), Linux 5.1.</summary>
    public static int PidfdSendSignalRaw(int pidfd, int signal) => (int)Syscall(PidfdSendSignal, pidfd, signal, 0, 0, 0);

    /// <summary>Orphans among the descendants become children of this process instead of init's.</summary>
    public static void BecomeSubreaper() => Check(PrctlRaw(PrSetChildSubreaper, 1, 0, 0, 0), "prctl(PR_SET_CHILD_SUBREAPER)");

    /// <summary>
    /// Puts signals back to how a program expects to find them: what .NET ignores (SIGPIPE) is at its default again, and the
    /// calling thread blocks none. Handlers are left alone, execve resets them.
    /// </summary>
    public static void ResetSignals()
    {
        Span<byte> old = stackalloc byte[256];
        for (var signal = 1; signal <= SigMax; signal++)
        {
            old.Clear();
            if (SigactionRaw(signal, 0, old) == 0 && MemoryMarshal.Read<nint>(old) == 1)
            {
                _ = SignalRaw(signal, 0);
            }
        }

        Span<byte> none = stackalloc byte[128];
        none.Clear();
        _ = PthreadSigmaskRaw(2, none, 0);
    }
}
