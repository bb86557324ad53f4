using System.Runtime.InteropServices;

namespace Agent;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class Libc
{
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    /// <summary>Makes the caller the leader of a new session, out of reach of its terminal.</summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int NewSession();

    /// <summary>Makes one descriptor a copy of another.</summary>
    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int target);

    /// <summary>Sends a signal to a process.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    /// <summary>RLIMIT_NOFILE.</summary>
    public const int OpenFilesLimit = 7;

    /// <summary>Sets a resource limit of this process.</summary>
    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, in Limit limit);

    /// <summary>A resource limit (struct rlimit).</summary>
    /// <param name="Current">What holds now.</param>
    /// <param name="Maximum">What it may be raised to.</param>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Limit(ulong Current, ulong Maximum);
}
