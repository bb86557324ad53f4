using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>The system calls that .NET has no method for.</summary>
internal static partial class Libc
{
    private const int MntDetach = 2;
    private const int UmountNoFollow = 8;
    private const int NoSuchProcess = 3;
    private const int InvalidArgument = 22;

    /// <summary>Sends a signal.</summary>
    /// <returns>False where the process is gone already.</returns>
    /// <exception cref="Win32Exception">The signal is refused for another reason.</exception>
    public static bool Kill(int processId, Signal signal)
    {
        if (KillNative(processId, (int)signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    /// <summary>Detaches a mount now, also where it is still in use. Not a mount point: nothing to do.</summary>
    /// <exception cref="Win32Exception">The kernel refuses.</exception>
    public static void Unmount(string path)
    {
        if (Umount2(path, MntDetach | UmountNoFollow) != 0 && Marshal.GetLastPInvokeError() is not InvalidArgument and var error)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillNative(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Umount2(string target, int flags);
}
