using System.Runtime.InteropServices;

namespace Agent.Hosting;

/// <summary>Sends what this process, and the runtime below it, writes to its streams to a file.</summary>
internal static class OutputFile
{
    /// <summary>Makes standard output and standard error append to a file that only its owner can read.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static void Redirect(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var descriptor = (int)file.DangerousGetHandle();
        if (Libc.Duplicate(descriptor, 1) < 0 || Libc.Duplicate(descriptor, 2) < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }
}
