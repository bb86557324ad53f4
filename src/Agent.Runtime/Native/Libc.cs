using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

/// <summary>
/// The system calls the runtime needs and .NET does not offer, grouped by topic in the files of this folder.
/// The raw imports return -1 and set the last error; the methods without "Raw" in their name throw
/// <see cref="NativeException"/>. Call numbers are used only where glibc 2.28 has no function; those numbers (424 and up)
/// are the same on every architecture.
/// </summary>
internal static partial class Libc
{
    private const string Library = "libc";

    /// <summary>syscall(2): makes the call with this number; unused arguments are 0.</summary>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, long a, long b, long c, long d, long e);

    /// <summary>The error number of the last call made by this thread.</summary>
    public static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>Throws for a result of -1, naming what was tried; passes any other result through.</summary>
    public static int Check(int result, string what) => result == -1 ? throw new NativeException(what, LastError) : result;

    /// <summary>Throws for a result of -1, naming what was tried; passes any other result through.</summary>
    public static long Check(long result, string what) => result == -1 ? throw new NativeException(what, LastError) : result;
}
